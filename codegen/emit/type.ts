import type { Resolver } from '../schema/resolver.js';
import { isRequired, propertyOf } from '../schema/resolver.js';
import { type JsonType, type Schema, typesOf } from '../schema/schema.js';
import { literal, propertyName } from './literal.js';

/** Writes the TypeScript type of the values that a schema's validator gives back. */
export class TypeWriter {
  readonly #resolver: Resolver;
  /** What stands before a fragment's name: `schemas.` outside of the module of fragments. */
  readonly #prefix: string;

  constructor(resolver: Resolver, prefix: string) {
    this.#resolver = resolver;
    this.#prefix = prefix;
  }

  write(schema: Schema, indent = ''): string {
    const origin = this.#resolver.origin(schema);
    if (!origin) return this.#inline(schema, indent);
    const name = `${this.#prefix}${origin.fragment}`;
    if (origin.extended.length === 0) return name;
    return `${name} & ${this.#members(schema, origin.extended, indent)}`;
  }

  #inline(schema: Schema, indent: string): string {
    if (schema.const !== undefined) return literal(schema.const);
    if (schema.enum) return schema.enum.map((value) => literal(value)).join(' | ');
    if (schema.anyOf) return schema.anyOf.map((alternative) => this.write(alternative, indent)).join(' | ');
    const types = typesOf(schema);
    if (types.length === 0) return 'unknown';
    return [...new Set(types.map((type) => this.#typed(type, schema, indent)))].join(' | ');
  }

  #typed(type: JsonType, schema: Schema, indent: string): string {
    if (type === 'integer') return 'number';
    if (type === 'array') return this.#array(schema, indent);
    if (type === 'object') return this.#object(schema, indent);
    return type;
  }

  #array(schema: Schema, indent: string): string {
    if (!schema.items) return 'unknown[]';
    const item = this.write(schema.items, indent);
    return /^[\w.]+$/.test(item) || (item.startsWith('{') && !/^\}.*[|&]/m.test(item)) ? `${item}[]` : `(${item})[]`;
  }

  #object(schema: Schema, indent: string): string {
    const names = Object.keys(schema.properties ?? {});
    const open = schema.additionalProperties !== false;
    if (names.length === 0 && !open) return '{ [key: string]: never }';
    if (!open) return this.#members(schema, names, indent);
    return this.#members(schema, names, indent, this.#rest(schema, names, indent));
  }

  /** The type of the properties that have no name; TypeScript wants it to cover those that have one. */
  #rest(schema: Schema, names: readonly string[], indent: string): string {
    const rest = schema.additionalProperties;
    if (typeof rest !== 'object') return 'unknown';
    const types = names.map((name) => this.write(propertyOf(schema, name), `${indent}  `));
    if (names.some((name) => this.#optional(schema, name))) types.push('undefined');
    return [...new Set([this.write(rest, `${indent}  `), ...types])].join(' | ');
  }

  #members(schema: Schema, names: readonly string[], indent: string, rest?: string): string {
    const inner = `${indent}  `;
    const lines = names.map((name) => {
      const property = propertyOf(schema, name);
      const mark = this.#optional(schema, name) ? '?' : '';
      const doc = property.description ? docComment(property.description, inner) : '';
      return `${doc}${inner}${propertyName(name)}${mark}: ${this.write(property, inner)};\n`;
    });
    if (rest) lines.push(`${inner}[key: string]: ${rest};\n`);
    return `{\n${lines.join('')}${indent}}`;
  }

  #optional(schema: Schema, name: string): boolean {
    return !isRequired(schema, name) && schema.properties?.[name]?.default === undefined;
  }
}

/** A description as a comment before what it describes, with its line break. */
export function docComment(text: string, indent: string): string {
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}
