import assert from 'node:assert/strict';
import { limitText } from '../../src/web/pages/mcp-tools/limit-text.js';

describe('limitText', () => {
  const cases: [string, { given: Parameters<typeof limitText>[0]; want: string }][] = [
    [
      'the usual limits',
      {
        given: { request: 1024 ** 2, response: 900 * 1024, time: 30_000, rate: 120 },
        want: 'arguments of 1 MB, an answer of 900 KB, 30 s, 120 calls a minute',
      },
    ],
    [
      'unusual ones',
      {
        given: { request: 500, response: 1.5 * 1024 ** 2, time: 500, rate: 1 },
        want: 'arguments of 500 B, an answer of 1.5 MB, 500 ms, 1 calls a minute',
      },
    ],
    [
      'long ones',
      {
        given: { request: 1024, response: 1024, time: 300_000, rate: 10 },
        want: 'arguments of 1 KB, an answer of 1 KB, 5 min, 10 calls a minute',
      },
    ],
  ];
  for (const [name, { given, want }] of cases) it(`says ${name}`, () => assert.equal(limitText(given), want));
});
