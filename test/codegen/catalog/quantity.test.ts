import assert from 'node:assert/strict';
import { readRate, readSize, readTime } from '../../../codegen/catalog/quantity.js';

const tests: [read: (text: string) => number | undefined, text: string, want: number | undefined][] = [
  [readSize, '900 KB', 921_600],
  [readSize, '1MB', 1_048_576],
  [readSize, '1.5 KB', 1536],
  [readSize, '1 B', 1],
  [readSize, '2 GB', 2_147_483_648],
  [readSize, '0 KB', undefined],
  [readSize, '1.5 B', undefined],
  [readSize, '-1 KB', undefined],
  [readSize, '1 kb', undefined],
  [readSize, '1e3 KB', undefined],
  [readSize, '1  KB', undefined],
  [readSize, '900', undefined],
  [readSize, '1 constructor', undefined],
  [readTime, '30 s', 30_000],
  [readTime, '500 ms', 500],
  [readTime, '2 min', 120_000],
  [readTime, '1.5 h', 5_400_000],
  [readTime, '1.5 ms', undefined],
  [readTime, '1 day', undefined],
  [readTime, '', undefined],
  [readRate, '120 / min', 120],
  [readRate, '120/min', 120],
  [readRate, '0 / min', undefined],
  [readRate, '1.5 / min', undefined],
  [readRate, '120 / h', undefined],
];

describe('codegen: quantities', () => {
  for (const [read, text, want] of tests) {
    it(`${read.name} of ${JSON.stringify(text)}`, () => assert.equal(read(text), want));
  }
});
