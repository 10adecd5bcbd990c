import type { ValueType } from '../catalogue-file.js';
import { literal } from './formula-text.js';
import type { ImportLimits } from './limits.js';
import { at, below, itemOf, listOf, membersOf, type Placed, textOf } from './node.js';
import type { References } from './references.js';
import type { UnexpressedList } from './unexpressed.js';

/** What a schema says of a value that is to be sent, references followed and parts joined. */
export interface Shape {
  /** What it was made of; two uses of one schema have the same. */
  readonly origin: unknown;
  readonly place: string;
  /** Null when it may be of more than one type, or of any. */
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | null;
  nullable: boolean;
  /** The only value that it may have. */
  fixed: { readonly value: unknown } | null;
  initial: { readonly value: unknown } | null;
  readOnly: boolean;
  binary: boolean;
  readonly properties: Map<string, Placed>;
  readonly required: Set<string>;
  items: Placed | null;
  description: string;
  /** What else there is to know, a sentence each. */
  readonly facts: string[];
}

const MOST_FACTS = 50;
const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'] as const;

export const valueTypeOf = ({ type, binary }: Shape): ValueType | null => {
  if (type === null || binary) return null;
  return ({ object: 'dict', array: 'list', string: 'str', integer: 'int', number: 'float', boolean: 'bool' } as const)[
    type
  ];
};

/** Reads the schemas of a document; each is read once. */
export class Shapes {
  readonly #references: References;
  readonly #limits: ImportLimits;
  readonly #list: UnexpressedList;
  readonly #known = new Map<unknown, Shape>();

  constructor(references: References, list: UnexpressedList, limits: ImportLimits) {
    this.#references = references;
    this.#limits = limits;
    this.#list = list;
  }

  of(schema: Placed): Shape {
    this.#references.visit();
    const known = this.#known.get(schema.value);
    if (known) return known;
    const resolved = this.#references.resolve(schema);
    const shape: Shape = {
      origin: resolved.value,
      place: resolved.place,
      type: null,
      nullable: false,
      fixed: null,
      initial: null,
      readOnly: false,
      binary: false,
      properties: new Map(),
      required: new Set(),
      items: null,
      description: '',
      facts: [],
    };
    this.#join(shape, schema, []);
    shape.type ??= shape.properties.size > 0 ? 'object' : shape.items ? 'array' : null;
    if (typeof schema.value === 'object') this.#known.set(schema.value, shape);
    return shape;
  }

  /** Adds what one schema says to what is known; what stands nearer goes before what it is made of. */
  #join(shape: Shape, schema: Placed, above: readonly unknown[]): void {
    const target = this.#references.resolve(schema);
    if (above.includes(target.value)) {
      return void this.#list.add('recursion', schema.place, 'the schema is a part of itself');
    }
    if (above.length >= this.#limits.parts) {
      return void this.#list.add('schema', schema.place, `more than ${this.#limits.parts} parts lie in one another`);
    }
    const within = [...above, target.value];
    // Beside a reference, version 3.1 may say more.
    for (const part of target.value === schema.value ? [target] : [schema, target]) this.#own(shape, part);
    for (const index of listOf(at(target.value, 'allOf')).keys()) {
      this.#join(shape, itemOf(below(target, 'allOf'), index), within);
    }
    for (const key of ['oneOf', 'anyOf']) this.#first(shape, target, key, within);
  }

  /** Alternatives that are texts, numbers or booleans can all be sent by one field mapping. Returns whether they are such. */
  #simple(shape: Shape, alternatives: readonly Placed[]): boolean {
    const values = alternatives.map((one) => this.#references.resolve(one).value);
    const types = new Set(values.map(simpleTypeOf));
    if (types.has(null)) return false;
    const [type] = types;
    if (types.size === 1) shape.type ??= type ?? null;
    else shape.facts.push(`One of the types ${[...types].join(', ')}.`);
    for (const value of values.slice(0, 3)) {
      shape.facts.push(...factsOf((key) => at(value, key), listOf(at(value, 'enum'))));
    }
    return true;
  }

  #own(shape: Shape, schema: Placed): void {
    const { value, place } = schema;
    const get = (key: string) => at(value, key);
    this.#typeOf(shape, schema);
    if (get('nullable') === true) shape.nullable = true;
    if (get('readOnly') === true) shape.readOnly = true;
    if (get('format') === 'binary') shape.binary = true;
    if (get('const') !== undefined) shape.fixed ??= { value: get('const') };
    const values = listOf(get('enum'));
    if (values.length === 1) shape.fixed ??= { value: values[0] };
    if (get('default') !== undefined) shape.initial ??= { value: get('default') };
    for (const [name] of membersOf(get('properties'))) {
      if (!shape.properties.has(name)) shape.properties.set(name, below(schema, 'properties', name));
    }
    for (const name of listOf(get('required'))) if (typeof name === 'string') shape.required.add(name);
    if (get('items') !== undefined && !Array.isArray(get('items'))) shape.items ??= below(schema, 'items');
    if (shape.description === '') shape.description = textOf(get('description')) || textOf(get('title'));
    // A note has no room for more.
    if (shape.facts.length < MOST_FACTS) shape.facts.push(...factsOf(get, values));
    for (const key of ['if', 'dependentSchemas', 'patternProperties', 'prefixItems', '$dynamicRef']) {
      if (get(key) !== undefined) this.#list.add('schema', place, `${key} is not looked at`);
    }
  }

  #typeOf(shape: Shape, { value, place }: Placed): void {
    const given = at(value, 'type');
    const types = (Array.isArray(given) ? given : [given]).filter((one) => one !== undefined);
    if (types.includes('null')) shape.nullable = true;
    const known = TYPES.filter((type) => types.includes(type));
    if (known.length === 1) shape.type ??= known[0] as (typeof TYPES)[number];
    if (known.length > 1 && shape.type === null) {
      shape.facts.push(`One of the types ${known.join(', ')}.`);
      if (known.some((type) => type === 'object' || type === 'array')) {
        this.#list.add('schema', place, `it may be of several types: ${known.join(', ')}`);
      }
    }
  }

  /** Of alternatives the first one counts. One that says only which properties are needed is an alternative, too. */
  #first(shape: Shape, schema: Placed, key: string, above: readonly unknown[]): void {
    const all = listOf(at(schema.value, key)).map((_, index) => itemOf(below(schema, key), index));
    const real = all.filter((one) => !isNull(this.#references.resolve(one).value));
    if (real.length < all.length) shape.nullable = true;
    const [first] = real;
    if (!first) return;
    if (real.length > 1 && this.#simple(shape, real)) return;
    this.#join(shape, first, above);
    if (real.length === 1) return;
    const others = real.slice(1).map((one) => nameOf(one.value));
    const named = others.slice(0, 5).join(', ') + (others.length > 5 ? ` and ${others.length - 5} more` : '');
    shape.facts.push(`The first of ${real.length} alternatives; the others: ${named}.`);
    this.#list.add('alternative', below(schema, key).place, `only the first of ${real.length} alternatives was taken`);
  }
}

/** Whether a schema takes null alone. */
function isNull(schema: unknown): boolean {
  const values = listOf(at(schema, 'enum'));
  return at(schema, 'type') === 'null' || (values.length > 0 && values.every((value) => value === null));
}

function simpleTypeOf(schema: unknown): Shape['type'] {
  if (['allOf', 'oneOf', 'anyOf', 'nullable'].some((key) => at(schema, key) !== undefined)) return null;
  const type = at(schema, 'type') ?? (typeof listOf(at(schema, 'enum'))[0] === 'string' ? 'string' : null);
  return (['string', 'integer', 'number', 'boolean'] as const).find((simple) => simple === type) ?? null;
}

function nameOf(schema: unknown): string {
  const reference = textOf(at(schema, '$ref'));
  const required = listOf(at(schema, 'required'));
  return (
    reference.slice(reference.lastIndexOf('/') + 1) ||
    textOf(at(schema, 'title')) ||
    textOf(at(schema, 'type')) ||
    (required.length > 0 ? `with ${required.join(', ')}` : 'another one')
  ).slice(0, 60);
}

const BOUNDS: [key: string, says: (bound: unknown) => string][] = [
  ['format', (format) => `Format: ${format}.`],
  ['minLength', (bound) => `At least ${bound} characters.`],
  ['maxLength', (bound) => `At most ${bound} characters.`],
  ['pattern', (pattern) => `Pattern: \`${pattern}\`.`],
  ['minimum', (bound) => `At least ${bound}.`],
  ['maximum', (bound) => `At most ${bound}.`],
  ['exclusiveMinimum', (bound) => `More than ${bound}.`],
  ['exclusiveMaximum', (bound) => `Less than ${bound}.`],
  ['multipleOf', (bound) => `A multiple of ${bound}.`],
  ['minItems', (bound) => `At least ${bound} items.`],
  ['maxItems', (bound) => `At most ${bound} items.`],
];

function factsOf(get: (key: string) => unknown, values: readonly unknown[]): string[] {
  const facts =
    values.length > 1
      ? [`One of: ${values.slice(0, 30).map(shown).join(', ')}${values.length > 30 ? ', …' : ''}.`]
      : [];
  for (const [key, says] of BOUNDS) {
    const bound = get(key);
    if (typeof bound === 'number' || (typeof bound === 'string' && bound.length <= 100)) facts.push(says(bound));
  }
  if (get('default') !== undefined) facts.push(`Default: ${shown(get('default'))}.`);
  const example = get('example') ?? listOf(get('examples'))[0];
  if (example !== undefined) facts.push(`Example: ${shown(example)}.`);
  if (get('deprecated') === true) facts.push('Deprecated.');
  return facts;
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : literal(value)).slice(0, 100);
