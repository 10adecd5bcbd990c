import assert from 'node:assert/strict';
import { tokenExpiry } from '../../src/auth/token-lifetime.js';

describe('tokenExpiry', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const cases: [string, { given: string; want: string | null | undefined }][] = [
    ['one day', { given: '1', want: '2026-11-23T10:00:00.000Z' }],
    ['ten years', { given: '3650', want: '2036-11-19T10:00:00.000Z' }],
    ['for ever', { given: 'never', want: null }],
    ['no day', { given: '0', want: undefined }],
    ['longer than ten years', { given: '3651', want: undefined }],
    ['half a day', { given: '0.5', want: undefined }],
    ['a number in another writing', { given: '1e2', want: undefined }],
    ['nothing', { given: '', want: undefined }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${want === undefined ? 'refuses' : 'knows'} ${name}`, () => {
      const expiry = tokenExpiry(given, now);
      assert.equal(expiry instanceof Date ? expiry.toISOString() : expiry, want);
    });
  }
});
