import assert from 'node:assert/strict';
import { newPasswordProblem } from '../../src/auth/new-password.js';

describe('newPasswordProblem', () => {
  const cases: [string, { given: string; want: RegExp | null }][] = [
    ['twelve characters', { given: 'twelve chars', want: null }],
    ['eleven', { given: 'eleven char', want: /too short: at least 12 characters/ }],
    ['twelve characters of four bytes each', { given: '🦊'.repeat(12), want: null }],
    ['1024 bytes', { given: 'x'.repeat(1024), want: null }],
    ['1025 bytes', { given: 'x'.repeat(1025), want: /too long: 1024 bytes/ }],
    ['1026 bytes in 513 characters', { given: 'ü'.repeat(513), want: /too long/ }],
    ['the name', { given: 'Ada.Lovelace', want: /must not be the name/ }],
    ['the e-mail address', { given: 'Countess.Ada@bank.example ', want: /must not be the name or the e-mail/ }],
    ['the front of the e-mail address', { given: 'countess.ada', want: /must not be/ }],
    ['no sign but letters', { given: 'correcthorse', want: null }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${want ? 'refuses' : 'takes'} ${name}`, () => {
      const problem = newPasswordProblem(given, { username: 'ada.lovelace', email: 'countess.ada@bank.example' });
      if (want) assert.match(problem ?? '', want);
      else assert.equal(problem, null);
    });
  }
});
