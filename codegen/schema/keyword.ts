import type { JsonType, Schema, SchemaNode } from './schema.js';

/** The keywords that say something about values of each type. */
export const KEYWORDS: Readonly<Record<JsonType, readonly (keyof SchemaNode & keyof Schema)[]>> = {
  string: ['minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties'],
  boolean: [],
  null: [],
};

/** The types whose values a keyword speaks of; none for a keyword that speaks of any value. */
export function typesWith(keyword: keyof SchemaNode): JsonType[] {
  return (Object.keys(KEYWORDS) as JsonType[]).filter((type) =>
    (KEYWORDS[type] as readonly string[]).includes(keyword),
  );
}
