import { propertyOf, type Resolver } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';
import { arrayText, literal, objectText, propertyName } from './literal.js';

/**
 * Writes schemas as they are published. A fragment is written once, in `json-schemas.ts`, and named wherever it is used:
 * when the module is loaded it is one object in many places, and clients see it spelled out in each.
 */
export class PublishedWriter {
  readonly #resolver: Resolver;
  readonly #prefix: string;

  constructor(resolver: Resolver, prefix: string) {
    this.#resolver = resolver;
    this.#prefix = prefix;
  }

  write(schema: Schema, indent: string): string {
    const origin = this.#resolver.origin(schema);
    if (!origin) return this.#spelledOut(schema, Object.keys(schema), indent);
    const name = `${this.#prefix}${origin.fragment}`;
    const fragment = this.#resolver.fragment(origin.fragment);
    const own = (Object.keys(schema) as (keyof Schema)[]).filter((key) => differs(schema, fragment, key));
    return own.length === 0 ? name : this.#spelledOut(schema, own, indent, { name, schema: fragment });
  }

  /** The keywords of a schema, after those of the fragment that it is based on. */
  #spelledOut(schema: Schema, keys: readonly string[], indent: string, base?: Base): string {
    const entries = base ? [`...${base.name}`] : [];
    for (const key of keys) {
      const value = schema[key as keyof Schema];
      if (value !== undefined) entries.push(`${propertyName(key)}: ${this.#keyword(schema, key, `${indent}  `, base)}`);
    }
    return objectText(entries, indent);
  }

  #keyword(schema: Schema, key: string, indent: string, base?: Base): string {
    const inner = `${indent}  `;
    if (key === 'properties' && schema.properties) return this.#properties(schema, schema.properties, indent, base);
    if (key === 'items' && schema.items) return this.write(schema.items, indent);
    if (key === 'anyOf' && schema.anyOf)
      return arrayText(
        schema.anyOf.map((each) => this.write(each, inner)),
        indent,
      );
    if (key === 'additionalProperties' && typeof schema.additionalProperties === 'object') {
      return this.write(schema.additionalProperties, indent);
    }
    return literal(schema[key as keyof Schema], indent);
  }

  #properties(schema: Schema, properties: Record<string, Schema>, indent: string, base?: Base): string {
    const known = base?.schema.properties ?? {};
    const names = Object.keys(properties).filter((name) => !Object.hasOwn(known, name));
    const members = names.map((name) => {
      return `${propertyName(name)}: ${this.write(propertyOf(schema, name), `${indent}  `)}`;
    });
    return objectText(base ? [`...${base.name}.properties`, ...members] : members, indent);
  }
}

/** A fragment that a schema adds to. */
interface Base {
  readonly name: string;
  readonly schema: Schema;
}

/** An extension has its fragment's properties, and perhaps some more. */
function differs(schema: Schema, fragment: Schema, key: keyof Schema): boolean {
  if (key !== 'properties') return schema[key] !== fragment[key];
  const known = fragment.properties ?? {};
  return Object.keys(schema.properties ?? {}).some((name) => !Object.hasOwn(known, name));
}
