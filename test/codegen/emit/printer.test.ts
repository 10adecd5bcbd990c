import assert from 'node:assert/strict';
import { printerHere, printerInThread } from '../../../codegen/emit/printer.js';

describe('codegen: printers', () => {
  const structures = {
    imports: [
      { names: ['a', 'b'], from: './a.js' },
      { names: ['T'], from: './t.js', typeOnly: true },
      { namespace: 'c', from: './c.js' },
    ],
    interfaces: [{ name: 'I', doc: 'It is.', properties: [{ name: "'b-c'", type: 'string' }] }],
  };
  const want = `import { a, b } from './a.js';
import type { T } from './t.js';
import * as c from './c.js';

/** It is. */
export interface I {
  'b-c': string;
}`;

  for (const [name, printer] of [
    ['here', printerHere()],
    ['in a thread, or here where there can be none', printerInThread()],
  ] as const) {
    it(`print ${name}, in the order in which they are asked`, async () => {
      const other = { imports: [], interfaces: [{ name: 'J', properties: [] }] };
      const texts = await Promise.all([printer.print(structures), printer.print(other), printer.print(structures)]);
      assert.deepEqual(texts, [want, 'export interface J {\n}', want]);
      await printer.close();
    });
  }
});
