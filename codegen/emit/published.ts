import type { Resolver } from '../schema/resolver.js';
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
    if (!origin) return this.#spelledOut(schema, Object.keys(schema), indent, []);
    const name = `${this.#prefix}${origin.fragment}`;
    const fragment = this.#resolver.fragment(origin.fragment);
    if (origin.extended.length === 0) {
      const own = Object.keys(schema).filter((key) => schema[key as keyof Schema] !== fragment[key as keyof Schema]);
      return own.length === 0 ? name : this.#spelledOut(schema, own, indent, [`...${name}`]);
    }
    const properties = Object.keys(schema.properties ?? {}).filter((key) => !fragment.properties?.[key]);
    const inner = `${indent}  `;
    const members = [`...${name}.properties`, ...this.#members(schema, properties, `${inner}  `)];
    const entries = [`...${name}`];
    if (schema.required) entries.push(`required: ${literal(schema.required, inner)}`);
    if (properties.length > 0) entries.push(`properties: ${objectText(members, inner)}`);
    return objectText(entries, indent);
  }

  #spelledOut(schema: Schema, keys: readonly string[], indent: string, spread: readonly string[]): string {
    const entries = [...spread];
    for (const key of keys) {
      const value = schema[key as keyof Schema];
      if (value !== undefined) entries.push(`${propertyName(key)}: ${this.#keyword(schema, key, `${indent}  `)}`);
    }
    return objectText(entries, indent);
  }

  #keyword(schema: Schema, key: string, indent: string): string {
    const inner = `${indent}  `;
    if (key === 'properties' && schema.properties) {
      return objectText(this.#members(schema, Object.keys(schema.properties), inner), indent);
    }
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

  #members(schema: Schema, names: readonly string[], indent: string): string[] {
    return names.map((name) => `${propertyName(name)}: ${this.write(schema.properties?.[name] as Schema, indent)}`);
  }
}
