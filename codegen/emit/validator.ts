import { parseSchema, type Refs } from 'json-schema-to-zod';
import { KEYWORDS } from '../schema/keyword.js';
import type { Resolver } from '../schema/resolver.js';
import { isRequired, propertyOf } from '../schema/resolver.js';
import { CONDITIONS, type JsonType, type Schema, typesOf } from '../schema/schema.js';
import type { CheckName } from './check.js';
import { literal, propertyName } from './literal.js';

/**
 * Writes zod validators that accept exactly what the schema accepts. json-schema-to-zod walks the schemas; where its
 * translation is not exact, or cannot name a fragment, the writing is done here.
 */
export class ValidatorWriter {
  /** The checks that the validators written so far make use of. */
  readonly checks = new Set<CheckName>();
  readonly #resolver: Resolver;
  readonly #prefix: string;

  constructor(resolver: Resolver, prefix: string) {
    this.#resolver = resolver;
    this.#prefix = prefix;
  }

  write(schema: Schema): string {
    return this.#walk(schema, {
      path: [],
      seen: new Map(),
      withoutDescribes: true,
      withoutDefaults: true,
      zodVersion: 4,
      parserOverride: (node, refs) => this.#override(node as Schema, refs),
    });
  }

  #walk(schema: Schema, refs: Refs): string {
    return parseSchema(schema as Parameters<typeof parseSchema>[0], refs);
  }

  #override(schema: Schema, refs: Refs): string | undefined {
    const origin = this.#resolver.origin(schema);
    if (origin?.extended.length === 0) return `${this.#prefix}${origin.fragment}`;
    if (origin) {
      const added = this.#shape(schema, origin.extended, refs);
      return `${this.#prefix}${origin.fragment}.extend(${added})`;
    }
    if (schema.const !== undefined) return `z.literal(${literal(schema.const)})`;
    if (schema.enum) return this.#enum(schema.enum);
    if (schema.anyOf) return this.#union(schema.anyOf, refs);
    const types = typesOf(schema);
    if (types.length === 0) return 'z.unknown()';
    if (types.length > 1) return this.#types(types, schema, refs);
    if (types[0] === 'object') return this.#object(schema, refs);
    if (types[0] === 'string' && schema.pattern !== undefined) return this.#patterned(schema, schema.pattern);
    if (types[0] === 'integer' || types[0] === 'number') return this.#number(schema);
    if (types[0] === 'array' && !schema.items) return this.#array(schema, 'z.unknown()');
    if (types[0] === 'array' && schema.uniqueItems)
      return this.#array(schema, this.#walk(schema.items as Schema, refs));
    return undefined;
  }

  #check(name: CheckName, argument?: unknown): string {
    this.checks.add(name);
    return argument === undefined ? `checks.${name}` : `checks.${name}(${literal(argument)})`;
  }

  #enum(values: readonly unknown[]): string {
    const list = `[${values.map((value) => literal(value)).join(', ')}]`;
    return values.every((value) => typeof value === 'string') ? `z.enum(${list})` : `z.literal(${list})`;
  }

  #union(alternatives: readonly Schema[], refs: Refs): string {
    const written = alternatives.map((alternative) => this.#walk(alternative, refs));
    return written.length === 1 ? (written[0] as string) : `z.union([${list(written)}])`;
  }

  #types(types: readonly JsonType[], schema: Schema, refs: Refs): string {
    const written = types
      .filter((type) => type !== 'null' && !(type === 'integer' && types.includes('number')))
      .map((type) => {
        const own: Record<string, unknown> = { type };
        for (const keyword of KEYWORDS[type]) if (schema[keyword] !== undefined) own[keyword] = schema[keyword];
        return this.#walk(own as Schema, refs);
      });
    const union = written.length === 1 ? (written[0] as string) : `z.union([${list(written)}])`;
    return types.includes('null') ? `${union}.nullable()` : union;
  }

  /** With the flag that JSON Schema's patterns have; the library leaves it out. */
  #patterned(schema: Schema, pattern: string): string {
    const length = called('min', schema.minLength) + called('max', schema.maxLength);
    return `z.string().regex(${new RegExp(pattern, 'u')})${length}`;
  }

  #number(schema: Schema): string {
    const checks = [];
    if (schema.type === 'integer') checks.push(this.#check('integer'));
    if (schema.multipleOf !== undefined) checks.push(this.#check('multipleOf', schema.multipleOf));
    return (
      `z.number()${called('check', checks)}` +
      called('gte', schema.minimum) +
      called('gt', schema.exclusiveMinimum) +
      called('lte', schema.maximum) +
      called('lt', schema.exclusiveMaximum)
    );
  }

  #array(schema: Schema, items: string): string {
    const unique = schema.uniqueItems ? [this.#check('unique')] : [];
    return `z.array(${items})${called('min', schema.minItems)}${called('max', schema.maxItems)}${called('check', unique)}`;
  }

  #object(schema: Schema, refs: Refs): string {
    return `${this.#plainObject(schema, refs)}${called('check', this.#conditions(schema))}`;
  }

  #plainObject(schema: Schema, refs: Refs): string {
    const shape = this.#shape(schema, Object.keys(schema.properties ?? {}), refs);
    const rest = schema.additionalProperties;
    if (rest === false) return `z.strictObject(${shape})`;
    if (typeof rest !== 'object') return `z.looseObject(${shape})`;
    return `${this.#check('open')}(z.object(${shape}), ${this.#walk(rest, refs)})`;
  }

  #conditions(schema: Schema): string[] {
    const stated = CONDITIONS.filter((keyword) => schema[keyword] !== undefined);
    if (stated.length === 0) return [];
    return [this.#check('conditions', Object.fromEntries(stated.map((keyword) => [keyword, schema[keyword]])))];
  }

  #shape(schema: Schema, names: readonly string[], refs: Refs): string {
    if (names.length === 0) return '{}';
    const lines = names.map((name) => {
      const property = propertyOf(schema, name);
      return `  ${propertyName(name)}: ${indented(this.#property(schema, name, property, refs))},\n`;
    });
    return `{\n${lines.join('')}}`;
  }

  #property(schema: Schema, name: string, property: Schema, refs: Refs): string {
    const value = this.#walk(property, refs);
    if (isRequired(schema, name)) return value;
    if (property.default === undefined) return `${value}.optional()`;
    // A default that is an object goes through the parser, because defaults inside it are filled in too.
    const method = typeof property.default === 'object' && property.default !== null ? 'prefault' : 'default';
    return `${value}.${method}(${literal(property.default)})`;
  }
}

/** `.method(arguments)`, or nothing when there are none. */
function called(method: string, value: readonly string[] | number | undefined): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  return `.${method}(${Array.isArray(value) ? value.join(', ') : value})`;
}

function list(written: readonly string[]): string {
  const line = written.join(', ');
  return line.includes('\n') ? `\n${written.map((each) => `  ${indented(each)},\n`).join('')}` : line;
}

/** Moves all lines but the first one step in. No line break is ever inside a string, so this is safe. */
function indented(code: string): string {
  return code.replaceAll('\n', '\n  ');
}
