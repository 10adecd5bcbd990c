import assert from 'node:assert/strict';
import { KnownEnvelopes } from '../../src/mcp/known-envelopes.js';

const META = 'io.modelcontextprotocol/';

/** The text is read as a request's is: a number may be too large for JavaScript. */
const envelope = (client: string | null, capabilities = '{}') => ({
  [`${META}protocolVersion`]: '2026-07-28',
  ...(client !== null && { [`${META}clientInfo`]: JSON.parse(client) }),
  [`${META}clientCapabilities`]: JSON.parse(capabilities),
});

/** As the SDK hands it on from a request that claims none. */
const withoutVersion = ({ [`${META}protocolVersion`]: _, ...rest }: ReturnType<typeof envelope>) => rest;

describe('the envelopes that the protocol layer has accepted', () => {
  const ANN = '{"name":"ann","version":"1"}';
  const cases: [string, { learnt: object; asked: object; want: boolean }][] = [
    ['the same again', { learnt: envelope(ANN), asked: envelope(ANN), want: true }],
    ['a client that does not say who it is', { learnt: envelope(null), asked: envelope(null), want: true }],
    ['another client', { learnt: envelope(ANN), asked: envelope('{"name":"bob","version":"1"}'), want: false }],
    ['one that can do more', { learnt: envelope(ANN), asked: envelope(ANN, '{"roots":{}}'), want: false }],
    ['one of an earlier revision', { learnt: withoutVersion(envelope(ANN)), asked: envelope(ANN), want: false }],
    ['null in place of nothing', { learnt: envelope(null), asked: envelope('null'), want: false }],
    ['a number that is none', { learnt: envelope('{"a":null}'), asked: envelope('{"a":1e400}'), want: false }],
    ['a key that makes a prototype', { learnt: envelope('{}'), asked: envelope('{"__proto__":1}'), want: false }],
    [
      'more than anybody has to say',
      { learnt: envelope(`"${'x'.repeat(5000)}"`), asked: envelope(`"${'x'.repeat(5000)}"`), want: false },
    ],
  ];
  for (const [name, { learnt, asked, want }] of cases) {
    it(`${want ? 'has' : 'has not'}: ${name}`, () => {
      const known = new KnownEnvelopes();
      known.learn(learnt as Record<string, unknown>);
      assert.equal(known.has(asked as Record<string, unknown>), want);
    });
  }

  it('forgets the oldest of a great many', () => {
    const known = new KnownEnvelopes();
    for (let i = 0; i <= 1000; i++) known.learn(envelope(`${i}`));
    assert.deepEqual(
      [0, 1, 1000].map((i) => known.has(envelope(`${i}`))),
      [false, true, true],
    );
  });
});
