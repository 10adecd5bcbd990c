import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Source } from '../../../codegen/catalog/source.js';
import { GoldenCase } from '../golden.js';

/** Two readers of YAML are used, so they have to read the same. */
describe('codegen: the two readers of YAML', () => {
  const texts: [name: string, text: string][] = [
    ['tools.yaml', readFileSync('tools.yaml', 'utf8')],
    ...GoldenCase.all().map(({ name, text }): [string, string] => [name, text]),
    [
      'scalars',
      'a: 0o17\nb: 0x1F\nc: .inf\nd: ~\ne: yes\nf: 1_000\ng: 2026-11-22\nh: 1e3\ni: "\\u00e9"\nj: +1\nk: 01\n',
    ],
    ['blocks', 'a: |\n  x\n\n  y\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\nd: "a\n  b"\n'],
    ['anchors', 'a: &x { b: [1, &y two] }\nc: *x\nd: *y\n'],
    ['Windows line ends', 'a:\r\n  b: |\r\n    x\r\n    y\r\n'],
  ];
  for (const [name, text] of texts) {
    it(name, () => {
      const document = new Source('tools.yaml', text).value();
      if (!document) return assert.ok(name.startsWith('error-'));
      assert.deepEqual(document.value, parse(text, { version: '1.2' }));
    });
  }
});
