import assert from 'node:assert/strict';
import { hashPassword } from '../../src/auth/password.js';
import { PasswordCheck } from '../../src/auth/password-check.js';

describe('PasswordCheck', () => {
  let hash: string;
  let now: number;
  let check: PasswordCheck;
  before(async () => {
    hash = await hashPassword('right');
  });
  beforeEach(() => {
    now = 0;
    check = new PasswordCheck(() => now);
  });

  it('remembers a right password for a minute', async () => {
    assert.equal(check.knows(1, hash, 'right'), false);
    assert.equal(await check.isRight(1, hash, 'right'), true);
    now = 59_999;
    assert.equal(check.knows(1, hash, 'right'), true);
    now = 60_000;
    assert.equal(check.knows(1, hash, 'right'), false);
  });

  it('remembers it of that user, that hash and that password alone', async () => {
    await check.isRight(1, hash, 'right');
    assert.equal(check.knows(2, hash, 'right'), false);
    assert.equal(check.knows(1, `${hash}x`, 'right'), false);
    assert.equal(check.knows(1, hash, 'Right'), false);
  });

  it('remembers no wrong password', async () => {
    assert.equal(await check.isRight(1, hash, 'wrong'), false);
    assert.equal(check.knows(1, hash, 'wrong'), false);
  });

  it('keeps nothing waiting for ever when more come at once than are verified at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => check.isRight(1, hash, i === 5 ? 'right' : `${i}`)),
    );
    assert.deepEqual(all.indexOf(true), 5);
    await check.pretend('x');
  });
});
