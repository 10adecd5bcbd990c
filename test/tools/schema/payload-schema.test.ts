import assert from 'node:assert/strict';
import { PayloadSchema } from '../../../src/tools/schema/payload-schema.js';
import { payloadSchemaOf } from '../../../src/tools/schema/payload-schemas.js';
import { SCHEMA_LIMITS, schemaProblem } from '../../../src/tools/schema/schema-check.js';

type Json = Record<string, unknown>;

const object = (schema: Json): Json => ({ type: 'object', ...schema });
const list = (items: Json): Json => object({ properties: { list: { type: 'array', ...items } } });
const text = (schema: Json): Json => object({ properties: { text: { type: 'string', ...schema } } });

function problemsOf(schema: Json, payload: unknown): string[] {
  const parsed = new PayloadSchema(schema).safeParse(payload);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the schema of a payload', () => {
  const TWO = object({ required: ['a'], properties: { a: { type: 'integer' }, b: { enum: ['x', 1] } } });

  const cases: [string, { given: [schema: Json, payload: unknown]; want: string[] }][] = [
    ['what fits', { given: [TWO, { a: 1, b: 'x', c: null }], want: [] }],
    [
      'all that is wrong',
      {
        given: [TWO, { b: 'y' }],
        want: [": must have required property 'a'", 'b: must be equal to one of the allowed values: ["x",1]'],
      },
    ],
    ['no object', { given: [TWO, [1]], want: [': must be object'] }],
    [
      'what is not expected, by its name',
      {
        given: [
          { ...TWO, additionalProperties: false },
          { a: 1, z: 1 },
        ],
        want: [': must NOT have additional properties: z'],
      },
    ],
    [
      'a pattern, by RE2',
      { given: [text({ pattern: '^\\p{L}+$' }), { text: 'é1' }], want: ['text: must match pattern "^\\p{L}+$"'] },
    ],
    ['format as an annotation', { given: [text({ format: 'email' }), { text: 'no mail' }], want: [] }],
    ['no defaults filled in', { given: [object({ properties: { a: { default: 1 } } }), {}], want: [] }],
    [
      'names that every object has',
      { given: [object({ required: ['toString'] }), {}], want: [": must have required property 'toString'"] },
    ],
    [
      'a schema that refers to itself',
      {
        given: [
          object({ properties: { next: { $ref: '#' }, v: { type: 'integer' } } }),
          { next: { next: { v: 'x' } } },
        ],
        want: ['next.next.v: must be integer'],
      },
    ],
    [
      'duplicates, whatever the order of their keys',
      {
        given: [
          list({ uniqueItems: true }),
          {
            list: [
              { a: 1, b: 2 },
              { b: 2, a: 1 },
            ],
          },
        ],
        want: ['list: must not have duplicate items'],
      },
    ],
    ['items that differ', { given: [list({ uniqueItems: true }), { list: [1, '1', [1], { a: 1 }, null] }], want: [] }],
    [
      'what the payload says in an odd place',
      {
        given: [object({ additionalProperties: { type: 'integer' } }), { 'a/b~c': 'x' }],
        want: ['a/b~c: must be integer'],
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`finds ${name}`, () => assert.deepEqual(problemsOf(...given), want));
  }

  const deep = (levels: number): unknown => (levels === 0 ? { bad: 1 } : { x: deep(levels - 1) });
  const doubling = {
    anyOf: [1, 2].map(() => ({ type: 'object', properties: { x: { $ref: '#/$defs/n' }, bad: { type: 'string' } } })),
  };
  const chain = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`d${i}`, { allOf: [1, 2].map(() => ({ $ref: `#/$defs/d${i + 1}` })) }]),
  );
  const bombs: [string, [schema: Json, payload: unknown]][] = [
    [
      'alternatives that double at every level',
      [object({ $defs: { n: doubling }, properties: { x: { $ref: '#/$defs/n' } } }), deep(90)],
    ],
    ['references that double', [object({ $defs: { ...chain, d40: { type: 'object' } }, $ref: '#/$defs/d0' }), {}]],
    ['a schema that goes round in circles', [object({ allOf: [{ $ref: '#' }] }), {}]],
    [
      'a long list of choices for many items',
      [list({ items: { enum: Array.from({ length: 10_000 }, (_, i) => i) } }), { list: Array(400_000).fill(9_999) }],
    ],
    ['a pattern on a long text', [text({ pattern: '(a|b|ab)*c(a|aa){100}$' }), { text: 'ab'.repeat(400_000) }]],
    [
      'a pattern for every key',
      [
        object({ patternProperties: { '^(a|b|ab)*c(a|aa){100}$': {} } }),
        Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`abababab${i}`, 1])),
      ],
    ],
    [
      'a comparison with a large value',
      [list({ items: { const: { a: 'x'.repeat(50_000) } } }), { list: Array(300_000).fill({ a: 'x' }) }],
    ],
    [
      'distinct large items',
      [list({ uniqueItems: true }), { list: Array.from({ length: 300_000 }, (_, i) => ({ i })) }],
    ],
    ['problems without end', [list({ items: { type: 'string' } }), { list: Array(500_000).fill(1) }]],
  ];
  for (const [name, [schema, payload]] of bombs) {
    it(`is done in time with ${name}`, () => {
      assert.equal(schemaProblem(schema), null);
      const schemaOf = payloadSchemaOf(schema);
      const began = performance.now();
      const parsed = schemaOf.safeParse(payload);
      const took = performance.now() - began;
      assert(took < 2_000, `it took ${took} ms`);
      if (!parsed.success) assert(parsed.error.issues.length <= 20);
    });
  }

  it('compiles a schema once, and keeps no more than so many', () => {
    const one = payloadSchemaOf(object({ description: 'one' }));
    assert.equal(payloadSchemaOf(object({ description: 'one' })), one);
    for (let i = 0; i < 100; i++) payloadSchemaOf(object({ description: `other ${i}` }));
    assert.notEqual(payloadSchemaOf(object({ description: 'one' })), one);
  });
});

describe('what may be the schema of a tool', () => {
  const nested = (levels: number): Json => (levels === 0 ? {} : { not: nested(levels - 1) });
  const wide = (count: number) =>
    object({ properties: Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, {}])) });

  const cases: [string, { given: Json; want: RegExp | null }][] = [
    ['an object', { given: object({}), want: null }],
    [
      'one that names its dialect',
      { given: object({ $schema: 'https://json-schema.org/draft/2020-12/schema' }), want: null },
    ],
    ['titles, examples and defaults', { given: text({ title: 'T', examples: ['x'], default: 'y' }), want: null }],
    ['several types', { given: object({ properties: { a: { type: ['string', 'null'] } } }), want: null }],
    ['no type', { given: {}, want: /"object"/ }],
    ['a list', { given: { type: 'array' }, want: /"object"/ }],
    ['another dialect', { given: object({ $schema: 'http://json-schema.org/draft-07/schema#' }), want: /2020-12/ }],
    ['a schema elsewhere', { given: list({ items: { $ref: 'https://evil.example/schema' } }), want: /same schema/ }],
    ['a schema in a file', { given: list({ items: { $ref: 'file:///etc/passwd' } }), want: /same schema/ }],
    ['a definition that is not there', { given: list({ items: { $ref: '#/$defs/none' } }), want: /resolve reference/ }],
    ['an identity of its own', { given: list({ items: { $id: 'https://example.com/x' } }), want: /\$id/ }],
    ['another kind of schema', { given: object({ $async: true }), want: /\$async/ }],
    ['an unknown keyword', { given: text({ exmple: 'x' }), want: /unknown keyword: "exmple"/ }],
    ['an unknown type', { given: object({ properties: { a: { type: 'text' } } }), want: /no JSON Schema/ }],
    ['a pattern that RE2 does not run', { given: text({ pattern: '(?=a)b' }), want: /RE2/ }],
    ['a pattern that is none', { given: text({ pattern: '(' }), want: /RE2/ }],
    [
      'a pattern that repeats too much',
      { given: text({ pattern: '(a{1000}){3}' }), want: /cannot be used|repeats too much/ },
    ],
    [
      'too many patterns',
      {
        given: object({
          patternProperties: Object.fromEntries(
            Array.from({ length: SCHEMA_LIMITS.patterns + 1 }, (_, i) => [`^a${i}`, {}]),
          ),
        }),
        want: /101 patterns/,
      },
    ],
    ['too many bytes', { given: text({ description: 'x'.repeat(SCHEMA_LIMITS.bytes) }), want: /bytes/ }],
    ['too many schemas', { given: wide(SCHEMA_LIMITS.subschemas), want: /1001 schemas/ }],
    ['as many schemas as may be', { given: wide(SCHEMA_LIMITS.subschemas - 1), want: null }],
    ['too many levels', { given: object(nested(SCHEMA_LIMITS.depth)), want: /deeper than 20/ }],
    [
      'code in a name',
      { given: object({ properties: { 'a"];process.exit(9);//': { default: '`${process.exit(9)}`' } } }), want: null },
    ],
    [
      'names of every object',
      {
        given: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{}}}'),
        want: null,
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${want ? 'refuses' : 'takes'} ${name}`, () => {
      const problem = schemaProblem(given);
      if (want) assert.match(problem ?? 'nothing wrong', want);
      else assert.equal(problem, null);
    });
  }
});
