import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readJson } from '../../src/mcp/json-body.js';
import { BodyRefused } from '../../src/request/body-refused.js';
import { DEEPEST_JSON, LONGEST_EXPLAINED } from '../../src/request/json.js';

const request = (chunks: (string | Buffer)[], headers: Record<string, string> = {}) =>
  Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { headers }) as unknown as IncomingMessage;

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('readJson', () => {
  const good: [string, { given: (string | Buffer)[]; want: unknown }][] = [
    ['an object', { given: ['{"a":1}'], want: { a: 1 } }],
    [
      'a body in pieces, split within a character',
      {
        given: [Buffer.from('{"a":"é"}').subarray(0, 7), Buffer.from('{"a":"é"}').subarray(7)],
        want: { a: 'é' },
      },
    ],
    [
      'brackets within strings do not nest',
      { given: [`"${'['.repeat(1000)}\\"${'{'.repeat(1000)}"`], want: `${'['.repeat(1000)}"${'{'.repeat(1000)}` },
    ],
    ['many siblings are not deep', { given: [`[${'[],'.repeat(5000)}[]]`], want: Array(5001).fill([]) }],
  ];
  for (const [name, { given, want }] of good) {
    it(`takes ${name}`, async () => {
      const bytes = given.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0);
      assert.deepEqual(await readJson(request(given), 100_000), { value: want, bytes });
    });
  }

  it(`takes ${DEEPEST_JSON} levels`, async () => {
    await readJson(request([nested(DEEPEST_JSON)]), 1000);
  });

  const bad: [string, { given: (string | Buffer)[]; headers?: Record<string, string>; want: [number, RegExp] }][] = [
    ['nothing', { given: [], want: [400, /not JSON/] }],
    ['half an object', { given: ['{"a":'], want: [400, /not JSON/] }],
    ['bytes that are not UTF-8', { given: [Buffer.from([0x22, 0xff, 0x22])], want: [400, /not JSON/] }],
    ['one level more', { given: [nested(DEEPEST_JSON + 1)], want: [400, /nested deeper than 100/] }],
    ['100,000 levels', { given: [nested(50_000), nested(100_000)], want: [413, /larger than 100000/] }],
    [
      'a body over the limit',
      { given: ['x'.repeat(60_000), 'x'.repeat(60_000)], want: [413, /larger than 100000 bytes/] },
    ],
    [
      'a length over the limit, before reading',
      { given: [], headers: { 'content-length': '100001' }, want: [413, /larger/] },
    ],
  ];
  for (const [name, { given, headers, want }] of bad) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(readJson(request(given, headers), 100_000), (error: Error) => {
        assert(error instanceof BodyRefused);
        assert.equal(error.status, want[0]);
        assert.match(error.message, want[1]);
        return true;
      });
    });
  }

  it('says where it is not JSON, unless that would take long', async () => {
    const broken = (length: number) => readJson(request([`"${'x'.repeat(length - 3)}"x`]), 2_000_000);
    await assert.rejects(broken(LONGEST_EXPLAINED), /line 1, column 1000000, nothing more is expected/);
    await assert.rejects(broken(LONGEST_EXPLAINED + 1), /too long to say where/);
  });

  it('does not fall over 100,000 levels when there is room for them', async () => {
    await assert.rejects(readJson(request([nested(100_000)]), 1_000_000), /nested deeper/);
  });
});
