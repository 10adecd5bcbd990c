import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { jsonSchemaToZod } from 'json-schema-to-zod';
import { z } from 'zod';
import type { Catalog } from '../../codegen/catalog/catalog.js';
import { modelOf } from '../../codegen/model/model.js';
import type { Schema } from '../../codegen/schema/schema.js';
import type { Registry } from '../../src/mcp/registry.js';
import { acceptance, compare, type Tally } from './agreement/comparison.js';
import { GoldenCase } from './golden.js';

interface Subject {
  readonly name: string;
  readonly catalog: string;
  readonly generated: string;
}

const subjects: Subject[] = [
  { name: 'tools.yaml', catalog: 'tools.yaml', generated: 'generated' },
  { name: 'the conformance suite', catalog: 'test/conformance/tools.yaml', generated: 'test/conformance/generated' },
  ...GoldenCase.all()
    .filter(({ isError }) => !isError)
    .map(({ name, folder }) => ({ name, catalog: `${folder}/tools.yaml`, generated: `${folder}/expected/generated` })),
].filter(({ catalog }) => existsSync(catalog));

describe('codegen: the generated validator and the published schema accept the same values', function () {
  this.timeout(120_000);
  const total: Tally = { accepted: 0, refused: 0 };
  const count = ({ accepted, refused }: Tally) => {
    total.accepted += accepted;
    total.refused += refused;
  };

  for (const { name, catalog, generated } of subjects) {
    it(name, async () => {
      const model = modelOf(load(readFileSync(catalog, 'utf8'), { schema: CORE_SCHEMA }) as Catalog);
      const { registry } = (await import(pathToFileURL(resolve(generated, 'registry.ts')).href)) as {
        registry: Registry;
      };
      assert.deepEqual(
        registry.tools.map((tool) => tool.name),
        model.tools.map((tool) => tool.name),
      );

      for (const [index, tool] of model.tools.entries()) {
        const { definition, operations } = registry.tools[index] as Registry['tools'][number];
        assert.deepEqual(definition, tool.definition);
        const published = acceptance(definition.inputSchema as Schema);
        for (const [at, { action, input, output }] of tool.operations.entries()) {
          const registered = operations[at] as (typeof operations)[number];
          const alsoPublished = (value: unknown) => assert.ok(published(value), `${tool.name} is published narrower`);
          // Without actions, what is published is exact; with them, each action's own schema is.
          const exact = action === null ? (definition.inputSchema as Schema) : input;
          count(compare(exact, registered.input as z.ZodType, { alsoFits: alsoPublished }));
          assert.equal(registered.output === null, output === null);
          if (!registered.output || !output) continue;
          const answer = definition.outputSchema && acceptance(definition.outputSchema as Schema);
          count(compare(output, registered.output, { alsoFits: (value) => assert.ok(!answer || answer(value)) }));
        }
      }
    });
  }

  after(() => {
    const drawn = total.accepted + total.refused;
    assert.ok(total.accepted > drawn / 4, `only ${total.accepted} of ${drawn} values were valid`);
    assert.ok(total.refused > drawn / 4, `only ${total.refused} of ${drawn} values were invalid`);
  });
});

describe('codegen: the comparison of validators and schemas', function () {
  this.timeout(120_000);
  const object = (value: Schema, required = true): Schema => ({
    type: 'object',
    properties: { value },
    ...(required ? { required: ['value'] } : {}),
    additionalProperties: false,
  });

  /** Translations that look right; the first column is what they get wrong. */
  const wrong: [name: string, schema: Schema, validator: z.ZodType][] = [
    [
      'units of UTF-16 taken for characters',
      { type: 'string', maxLength: 3 },
      z.string().refine(({ length }) => length <= 3),
    ],
    ['the fewest characters', { type: 'string', minLength: 2 }, z.string().refine(({ length }) => length >= 2)],
    ['whole numbers that are not safe', { type: 'integer' }, z.int()],
    ['patterns without the u flag', { type: 'string', pattern: '^.$' }, z.string().regex(/^.$/)],
    ['patterns taken as anchored', { type: 'string', pattern: 'a' }, z.string().regex(/^a$/)],
    ['an inclusive bound', { type: 'integer', exclusiveMinimum: 0 }, z.number().refine(Number.isInteger).gte(0)],
    [
      'a bound that is off by one',
      { type: 'array', items: { type: 'integer' }, maxItems: 2 },
      z.array(z.number()).max(3),
    ],
    ['an open object', object({ type: 'boolean' }), z.object({ value: z.boolean() })],
    ['an optional property', object({ type: 'boolean' }), z.strictObject({ value: z.boolean().optional() })],
    ['a required property', object({ type: 'boolean' }, false), z.strictObject({ value: z.boolean() })],
    ['null', object({ type: ['string', 'null'] }), z.strictObject({ value: z.string() })],
    ['a missing value of any type', object({}), z.strictObject({ value: z.unknown().optional() })],
    [
      'the same item twice',
      { type: 'array', uniqueItems: true, items: { type: 'integer' } },
      z.array(z.int().max(2 ** 50)),
    ],
    [
      '__proto__ among additional properties',
      { type: 'object', additionalProperties: { type: 'integer' } },
      z.object({}).catchall(z.number().refine(Number.isInteger)),
    ],
    ['coercion', { type: 'number' }, z.coerce.number()],
    ['an enum with one value too many', { enum: ['a', 'b'] }, z.enum(['a', 'b', 'A'])],
    [
      'a default that does not fit its schema',
      object({ type: 'string', maxLength: 1, default: 'xy' }, false),
      z.strictObject({ value: z.string().max(1).default('xy') }),
    ],
  ];
  for (const [name, schema, validator] of wrong) {
    it(`finds ${name}`, () => {
      assert.throws(() => compare(schema, validator, { runs: 20_000 }), /Property failed/);
    });
  }

  const untrusted: [name: string, schema: Schema][] = [
    ['patterns', { type: 'string', pattern: '^.$' }],
    ['integers', { type: 'integer' }],
    ['two lower bounds', { type: 'number', minimum: 0, exclusiveMinimum: 0 }],
    ['other properties', { type: 'object', properties: {}, additionalProperties: { type: 'integer' } }],
  ];
  for (const [name, schema] of untrusted) {
    it(`finds what json-schema-to-zod makes of ${name}`, () => {
      const validator = new Function('z', `return ${jsonSchemaToZod(schema as never, { noImport: true })}`)(z);
      assert.throws(() => compare(schema, validator, { runs: 20_000 }), /Property failed/);
    });
  }
});
