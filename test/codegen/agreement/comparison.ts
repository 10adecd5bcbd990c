import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { ZodType } from 'zod';
import { CONDITIONS, type Schema } from '../../../codegen/schema/schema.js';
import { valuesOf } from './arbitrary.js';
import { mutated, mutations } from './mutation.js';

/** How many values a comparison draws from a schema. AGREEMENT_RUNS=10000 for a long night. */
const RUNS = Number(process.env.AGREEMENT_RUNS ?? 300);

export interface Tally {
  accepted: number;
  refused: number;
}

/** Says of a value whether a JSON Schema accepts it. */
export function acceptance(schema: Schema): (value: unknown) => boolean {
  // Conditions name properties without repeating their types; everything else is held to Ajv's strictest.
  const lax = CONDITIONS.some((keyword) => schema[keyword] !== undefined);
  const strict = lax ? { strictTypes: false, strictRequired: false } : {};
  const ajv = new Ajv2020({ strict: true, ...strict, allowUnionTypes: true });
  ajv.addKeyword('x-mcp-header');
  const { $schema: _, ...rest } = schema;
  return ajv.compile(rest) as (value: unknown) => boolean;
}

/** JSON values around those that a schema accepts: valid ones, near misses, and anything. */
export function drawn(schema: Schema): fc.Arbitrary<unknown> {
  const valid = valuesOf(schema);
  const near = fc.tuple(valid, mutations).map(([value, list]) => mutated(value, list));
  return fc
    .oneof({ weight: 4, arbitrary: valid }, { weight: 6, arbitrary: near }, { weight: 1, arbitrary: fc.jsonValue() })
    .map((value) => JSON.parse(JSON.stringify(value)));
}

/** Holds a validator and a schema to the same answer for many values; `alsoFits` is told each that both accept. */
export function compare(
  schema: Schema,
  validator: ZodType,
  { alsoFits, runs = RUNS }: { alsoFits?: (value: unknown) => void; runs?: number } = {},
): Tally {
  const accepts = acceptance(schema);
  const tally = { accepted: 0, refused: 0 };
  const property = fc.property(drawn(schema), (value) => {
    const expected = accepts(value);
    const result = validator.safeParse(value);
    assert.equal(
      result.success,
      expected,
      `the validator ${result.success ? 'accepts' : 'refuses'} ${JSON.stringify(value)}`,
    );
    tally[expected ? 'accepted' : 'refused']++;
    if (!result.success) return;
    alsoFits?.(value);
    assert.ok(accepts(result.data), `with defaults, it no longer fits: ${JSON.stringify(result.data)}`);
    assert.deepEqual(validator.parse(result.data), result.data);
  });
  fc.assert(property, { numRuns: runs });
  return tally;
}
