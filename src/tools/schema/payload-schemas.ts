import { PayloadSchema } from './payload-schema.js';
import type { Schema } from './subschemas.js';

/** How many compiled schemas are kept, and of how many characters in all; a compiled one takes some twenty times as much. */
export const KEPT = { schemas: 100, characters: 1_000_000 };

/** The schemas used last, compiled; the one that was not used for longest is the first to go. */
const compiled = new Map<string, PayloadSchema>();
let characters = 0;

/** Compiles a schema, or finds it compiled. @throws Error that says why the schema cannot be used */
export function payloadSchemaOf(schema: Schema): PayloadSchema {
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  const found = known ?? new PayloadSchema(schema);
  compiled.delete(text);
  compiled.set(text, found);
  if (!known) characters += text.length;
  for (const [oldest] of compiled) {
    if (compiled.size <= KEPT.schemas && characters <= KEPT.characters) break;
    compiled.delete(oldest);
    characters -= oldest.length;
  }
  return found;
}
