import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { ZodType } from 'zod';
import type { Catalog } from '../../codegen/catalog/catalog.js';
import { checkCatalog } from '../../codegen/catalog/check.js';
import { ValidatorBook } from '../../codegen/emit/validator-book.js';
import { checkValues } from '../../codegen/model/check-values.js';
import { modelOf } from '../../codegen/model/model.js';
import type { SchemaNode } from '../../codegen/schema/schema.js';
import { compare } from './agreement/comparison.js';
import { schemas } from './agreement/schema-arbitrary.js';
import { GoldenCase } from './golden.js';

const RUNS = Number(process.env.AGREEMENT_RUNS ?? 150);

describe('codegen: schemas drawn at random', function () {
  this.timeout(600_000);
  const base = load(new GoldenCase('minimal').text) as Catalog;
  const catalogWith = (value: SchemaNode): Catalog => ({
    ...base,
    schemas: {
      Text: { type: 'string', maxLength: 3, description: 'A text.' },
      Thing: { required: ['a'], properties: { a: { $ref: '#/schemas/Text' }, n: { type: 'integer', default: 1 } } },
    },
    tools: { take: { title: 'Take', description: 'Takes.', permission: 'staff', input: { properties: { value } } } },
  });

  it('have validators that accept the same values, wherever the catalog is without problems', async () => {
    let sound = 0;
    let drawn = 0;
    const property = fc.asyncProperty(schemas, async (schema) => {
      drawn++;
      const catalog = catalogWith(schema);
      const { problems, defaults } = checkCatalog(catalog);
      const paths = problems.list.map(({ path }) => path.slice(0, 2).join('.'));
      assert.ok(
        paths.every((path) => path === 'tools.take'),
        'a problem stands where it does not belong',
      );
      fc.pre(paths.length === 0);
      const model = modelOf(catalog);
      const book = new ValidatorBook(model);
      await checkValues(model, book, defaults, problems);
      fc.pre(problems.list.length === 0);
      sound++;
      const [operation] = model.tools[0]?.operations ?? [];
      assert.ok(operation);
      const open = await book.open();
      const validator = open(book.operations.get('Take')?.input ?? '');
      compare(operation.input, validator as unknown as ZodType, { runs: 40 });
    });
    await fc.assert(property, { numRuns: RUNS, maxSkipsPerRun: 100 });
    assert.ok(sound * 5 > drawn, `only ${sound} of ${drawn} schemas were sound`);
  });
});
