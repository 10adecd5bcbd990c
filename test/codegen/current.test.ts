import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { printerHere } from '../../codegen/emit/printer.js';
import { generate } from '../../codegen/generation.js';
import type { Options } from '../../codegen/options.js';
import { differences } from '../../codegen/output/difference.js';

const catalogs: Pick<Options, 'catalog' | 'out' | 'docs'>[] = [
  { catalog: 'tools.yaml', out: 'generated', docs: 'docs/tools.md' },
  { catalog: 'test/conformance/tools.yaml', out: 'test/conformance/generated', docs: '' },
];

describe('codegen: what is committed', () => {
  for (const { catalog, out, docs } of catalogs) {
    it(`is current with ${catalog}; if not: npm run codegen:all`, async () => {
      const options: Options = { catalog, out, docs, handlers: '', mode: 'check', format: 'text' };
      const generation = await generate(readFileSync(catalog, 'utf8'), options, printerHere());
      assert.ok('files' in generation, 'the catalog has errors: npm run codegen shows them');
      assert.deepEqual(
        differences(generation.files, out).map(({ path, state }) => [path, state]),
        [],
      );
    });
  }
});
