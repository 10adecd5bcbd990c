import assert from 'node:assert/strict';
import { challengeWith } from '../../src/auth/challenge.js';

describe('A challenge with further parameters', () => {
  const cases: [string, { given: Record<string, string | null>; want: string }][] = [
    [
      'has them in their order',
      { given: { scope: 'a b', error: 'x' }, want: 'Bearer realm="R", scope="a b", error="x"' },
    ],
    ['leaves out what there is not', { given: { scope: '', resource_metadata: null }, want: 'Bearer realm="R"' }],
    ['cannot be ended by a quote', { given: { error: 'a"b\\c' }, want: `Bearer realm="R", error="a'b'c"` }],
    ['stays one line of ASCII', { given: { error: 'a\r\nb’c' }, want: 'Bearer realm="R", error="a??b?c"' }],
  ];
  for (const [name, { given, want }] of cases) {
    it(name, () => assert.equal(challengeWith('Bearer realm="R"', given), want));
  }
});
