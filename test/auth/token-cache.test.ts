import assert from 'node:assert/strict';
import { accountOf } from '../../src/auth/account.js';
import type { Refusal } from '../../src/auth/principal.js';
import { type Lookup, TokenCache } from '../../src/auth/token-cache.js';

const ANN = accountOf({ id: 1, username: 'ann', email: null, is_staff: true, is_superuser: false });
const WRONG: Refusal = { status: 401, message: 'wrong', challenge: '' };

describe('TokenCache', () => {
  let now: number;
  let cache: TokenCache;
  beforeEach(() => {
    now = 1_000_000;
    cache = new TokenCache(() => now);
  });
  const right = (expires: Date | null = null) => Promise.resolve({ account: ANN, expires });

  const cases: [string, { given: { expiresIn?: number; later: number }; want: boolean }][] = [
    ['at once', { given: { later: 0 }, want: true }],
    ['before 0.45 s are over', { given: { later: 449 }, want: true }],
    ['no more after 0.45 s', { given: { later: 450 }, want: false }],
    ['when the clock was set back', { given: { later: -3_600_000 }, want: false }],
    ['before it expires', { given: { expiresIn: 300, later: 299 }, want: true }],
    ['no more when it has expired', { given: { expiresIn: 300, later: 300 }, want: false }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`knows a token that was right: ${name}`, async () => {
      const { expiresIn, later } = given;
      assert.equal(cache.find('token'), null);
      await cache.lookUp('token', () => right(expiresIn === undefined ? null : new Date(now + expiresIn)));
      now += later;
      assert.equal(cache.find('token'), want ? ANN : null);
    });
  }

  it('counts the time from when it was asked, not from when it was answered', async () => {
    let answer = (_: Lookup) => {};
    const answered = new Promise<Lookup>((resolve) => {
      answer = resolve;
    });
    const asked = cache.lookUp('token', () => answered);
    now += 400;
    answer({ account: ANN, expires: null });
    assert.equal(await asked, ANN);
    assert.equal(cache.find('token'), ANN);
    now += 50;
    assert.equal(cache.find('token'), null);
  });

  it('asks once for many at once, and again for one that comes much later', async () => {
    let asked = 0;
    const answers: (() => void)[] = [];
    const slow = () => {
      asked++;
      return new Promise<Lookup>((resolve) => answers.push(() => resolve({ account: ANN, expires: null })));
    };
    const all = Array.from({ length: 50 }, () => cache.lookUp('token', slow));
    assert.equal(asked, 1);
    now += 450;
    all.push(cache.lookUp('token', slow));
    assert.equal(asked, 2);
    for (const answer of answers) answer();
    assert((await Promise.all(all)).every((account) => account === ANN));
  });

  it('keeps nothing that was wrong, and no error', async () => {
    for (let i = 0; i < 2; i++) {
      assert.equal(await cache.lookUp('wrong', async () => WRONG), WRONG);
      await assert.rejects(cache.lookUp('broken', () => Promise.reject(new Error('away'))));
    }
    assert.deepEqual([cache.find('wrong'), cache.find('broken')], [null, null]);
    await cache.lookUp('ended', right);
    await cache.lookUp('ended', async () => WRONG);
    assert.equal(cache.find('ended'), null);
  });

  it('forgets the oldest of very many', async () => {
    for (let i = 0; i <= 10_000; i++) await cache.lookUp(`token ${i}`, right);
    assert.deepEqual([cache.find('token 0'), cache.find('token 1')], [null, ANN]);
  });
});
