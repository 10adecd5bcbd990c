import type { Resolver } from '../schema/resolver.js';
import { type JsonType, type Schema, typesOf } from '../schema/schema.js';

const NAMES: Readonly<Record<JsonType, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
  object: 'object',
  array: 'list',
};

/** Says in words which values a schema accepts. Fragments with parts of their own are links to their section. */
export function typeText(schema: Schema, resolver: Resolver): string {
  const origin = resolver.origin(schema);
  if (origin && hasSection(resolver.fragment(origin.fragment))) {
    const link = `[${origin.fragment}](#${origin.fragment.toLowerCase()})`;
    return origin.extended.length === 0 ? link : `${link}, and more`;
  }
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.anyOf) return schema.anyOf.map((alternative) => typeText(alternative, resolver)).join(' or ');
  const types = typesOf(schema);
  if (types.length === 0) return 'anything';
  return types.map((type) => typed(type, schema, resolver)).join(' or ');
}

/** Whether a fragment has parts, so that it is worth a section and links. */
export function hasSection(schema: Schema): boolean {
  return schema.properties !== undefined || schema.anyOf !== undefined || schema.items?.properties !== undefined;
}

function typed(type: JsonType, schema: Schema, resolver: Resolver): string {
  if (type === 'array') return list(schema, resolver);
  if (type === 'string') return text(schema);
  if (type === 'integer' || type === 'number') return number(type, schema);
  if (type === 'object' && !schema.properties) return map(schema, resolver);
  return NAMES[type];
}

function list({ items, minItems, maxItems, uniqueItems }: Schema, resolver: Resolver): string {
  const inner = items ? typeText(items, resolver) : 'anything';
  const count = range(minItems, maxItems, 'item', 'items');
  return `list of ${inner}${count}${uniqueItems ? ', none twice' : ''}`;
}

function text({ minLength, maxLength, pattern }: Schema): string {
  const form = pattern === undefined ? '' : `, ${code(pattern)}`;
  return `text${range(minLength, maxLength, 'character', 'characters')}${form}`;
}

function number(type: JsonType, schema: Schema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bounds = [
    minimum === undefined ? '' : `from ${minimum}`,
    exclusiveMinimum === undefined ? '' : `above ${exclusiveMinimum}`,
    maximum === undefined ? '' : `to ${maximum}`,
    exclusiveMaximum === undefined ? '' : `below ${exclusiveMaximum}`,
    multipleOf === undefined ? '' : `in steps of ${multipleOf}`,
  ].filter((bound) => bound !== '');
  return [NAMES[type], ...bounds].join(' ');
}

function map({ additionalProperties }: Schema, resolver: Resolver): string {
  if (typeof additionalProperties === 'object') return `object of ${typeText(additionalProperties, resolver)}`;
  return additionalProperties === false ? 'empty object' : 'any object';
}

function range(least: number | undefined, most: number | undefined, one: string, many: string): string {
  const noun = (count: number) => (count === 1 ? one : many);
  if (least && most !== undefined) return `, ${least} to ${most} ${noun(most)}`;
  if (most !== undefined) return `, at most ${most} ${noun(most)}`;
  return least ? `, at least ${least} ${noun(least)}` : '';
}

function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
