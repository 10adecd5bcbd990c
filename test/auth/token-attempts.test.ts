import assert from 'node:assert/strict';
import { LocalBuckets } from '../../src/auth/local-buckets.js';
import type { Refusal } from '../../src/auth/principal.js';
import { TokenAttempts } from '../../src/auth/token-attempts.js';

const ADDRESS = '10.0.0.1';

describe('TokenAttempts', () => {
  let now: number;
  let attempts: TokenAttempts;
  let asked: number;
  beforeEach(() => {
    now = 1_000_000;
    asked = 0;
    const clock = () => now;
    attempts = new TokenAttempts({ buckets: new LocalBuckets(clock), now: clock });
  });

  /** The status with which a token is refused; null when it is let in. */
  const status = async (token: string, address = ADDRESS, refusal: Refusal['status'] = 401) => {
    const found = await attempts.checked<{ username: string }>(token, address, async () => {
      asked++;
      return token.startsWith('right') ? { username: 'ann' } : { status: refusal, message: '', challenge: '' };
    });
    return 'status' in found ? found.status : null;
  };
  const guess = async (count: number, address = ADDRESS) => {
    for (let i = 0; i < count; i++) assert.equal(await status(`guess ${i}`, address), 401);
  };

  it('lets a hundred wrong ones be tried, then one a second', async () => {
    await guess(100);
    assert.equal(await status('guess'), 429);
    assert.equal(asked, 100);
    now += 1_000;
    await guess(1);
    assert.equal(await status('guess'), 429);
    now += 60_000;
    await guess(60);
    assert.equal(await status('guess'), 429);
  });

  it('says how long to wait', async () => {
    await guess(100);
    const refusal = await attempts.checked('guess', ADDRESS, () => assert.fail('it was looked at'));
    assert.deepEqual(refusal, {
      status: 429,
      message: 'There were too many wrong tokens; wait 1 seconds.',
      challenge: '',
      retryAfter: 1,
    });
  });

  it('locks nobody out from elsewhere', async () => {
    await guess(100, '2001:db8:0:1::1');
    assert.equal(await status('right', '2001:db8:0:1::2'), 429);
    assert.equal(await status('right', '2001:db8:0:2::1'), null);
    assert.equal(await status('right', '10.0.0.2'), null);
  });

  it('locks nobody out who was let in a short time ago', async () => {
    assert.equal(await status('right'), null);
    await guess(100);
    assert.equal(await status('right'), null);
    assert.equal(await status('right, but new'), 429);
    now += 11 * 60_000;
    await guess(100);
    assert.equal(await status('right'), 429);
  });

  it('remembers no token that has become wrong', async () => {
    assert.equal(await status('right'), null);
    await attempts.checked('right', ADDRESS, async () => ({ status: 401, message: '', challenge: '' }));
    await guess(99);
    assert.equal(await status('right'), 429);
  });

  it('counts nothing but wrong tokens', async () => {
    for (let i = 0; i < 150; i++) {
      assert.equal(await status(`right ${i}`), null);
      assert.equal(await status('not staff', ADDRESS, 403), 403);
    }
  });

  it('lets many that come at once be looked at', async () => {
    const all = await Promise.all(Array.from({ length: 300 }, (_, i) => status(`right ${i}`)));
    assert(all.every((status) => status === null));
  });
});
