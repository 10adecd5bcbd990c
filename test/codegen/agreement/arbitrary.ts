import fc from 'fast-check';
import { type JsonType, type Schema, typesOf } from '../../../codegen/schema/schema.js';

/** One character each, but up to two units of UTF-16; a lone surrogate among them. */
const CHARACTER = fc.constantFrom(
  'a',
  'B',
  '1',
  ' ',
  '_',
  '.',
  'é',
  '\n',
  '\u2028',
  '日',
  '😀',
  '\ud83d',
  "'",
  '`',
  '\\',
);

/** Longer texts and lists are drawn at their limit only, so that runs stay short. */
const MANY = 12;

/** Values that a schema accepts, and those right at its bounds. Conditions between properties are left to chance. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
  const types = typesOf(schema);
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: JsonType, schema: Schema): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return texts(schema);
  if (type === 'array') return lists(schema);
  if (type === 'object') return objects(schema);
  return numbers(type, schema);
}

function texts({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const usual = fc.string({ unit: CHARACTER, minLength, maxLength: Math.max(minLength, Math.min(maxLength, MANY)) });
  const least = fc.string({ unit: CHARACTER, minLength, maxLength: minLength });
  const most = CHARACTER.map((end) => 'a'.repeat(maxLength - 1) + end);
  return fc.oneof(usual, least, ...(maxLength > 0 && maxLength < 1000 ? [most] : []));
}

function numbers(type: JsonType, schema: Schema): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 } = schema;
  const least = Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  const low = Number.isFinite(least) ? least : Math.min(0, most) - 1e6;
  const high = Number.isFinite(most) ? most : Math.max(0, low) * 2 + 1e6;
  const inside = (value: number) => Math.min(high, Math.max(low, value));
  const step = (count: number) => inside(Math.ceil(low / multipleOf) * multipleOf + count * multipleOf);
  const steps = fc.oneof(fc.nat(20), fc.nat()).map(step);
  const edges = fc.constantFrom(low, high, inside(low + multipleOf), inside(high - multipleOf), inside(0), inside(1));
  const large = fc.constantFrom(2 ** 53 + 2, 1e21, 1e300).map(inside);
  const fractions = fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true });
  return type === 'number' ? fc.oneof(steps, edges, large, fractions) : fc.oneof(steps, edges, large);
}

function lists({ items = {}, minItems = 0, maxItems = MANY, uniqueItems }: Schema): fc.Arbitrary<unknown[]> {
  const bounds = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
  // There may be too few different items; those lists are then too short, which is worth a try as well.
  if (uniqueItems) return fc.uniqueArray(valuesOf(items), { maxLength: bounds.maxLength });
  return fc.array(valuesOf(items), bounds);
}

function objects({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([name, property]): [string, fc.Arbitrary<unknown>] => [
    name,
    valuesOf(property),
  ]);
  const record = fc.record(Object.fromEntries(entries), { requiredKeys: required as never[] });
  // All optional properties at once make values large and their mutations rare; most are left out.
  const few = fc.tuple(record, fc.array(fc.nat(), { maxLength: 3 })).map(([object, kept]) => {
    const optional = Object.keys(object).filter((name) => !required.includes(name));
    const keep = new Set([...required, ...kept.map((index) => optional[index % (optional.length || 1)])]);
    return Object.fromEntries(Object.entries(object).filter(([name]) => keep.has(name)));
  });
  if (additionalProperties === false) return few;
  const value =
    typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : fc.jsonValue({ maxDepth: 1 });
  const name = fc.constantFrom('__proto__', '__proto__', 'constructor', 'toString', 'x', '');
  return fc
    .tuple(few, fc.array(fc.tuple(name, value), { maxLength: 2 }))
    .map(([object, more]) => Object.fromEntries([...more, ...Object.entries(object)]));
}
