import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Keyring } from '../../src/crypto/keyring.js';
import { forgetRetiredKeys, loadOAuthKeys, rotateOAuthKeys } from '../../src/oauth/keys.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const DAY = 24 * 3_600_000;

describe('the keys of the authorization server', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let at: number;
    const keyring = new Keyring([randomBytes(32)]);
    const options = () => ({ queries: scene.queries, keyring, now: () => new Date(at) });
    beforeEach(async () => {
      scene ??= await sceneOn(await open());
      await scene.db('oauth_keys').delete();
      at = Date.parse('2026-11-22T12:00:00Z');
    });

    it('are made once, and kept sealed', async () => {
      const made = await loadOAuthKeys(options());
      assert.deepEqual(await loadOAuthKeys(options()), made);
      assert.deepEqual([made.signing.length, made.cookies.length], [1, 1]);
      const rows: { sealed_key: string }[] = await scene.db('oauth_keys');
      for (const { sealed_key } of rows) {
        assert(!sealed_key.includes(made.signing[0]?.d as string));
        assert(!sealed_key.includes(made.cookies[0] as string));
      }
    });

    it('are followed by new ones, beside which the old ones are good for a week', async () => {
      const old = await loadOAuthKeys(options());
      await rotateOAuthKeys(options());
      const both = await loadOAuthKeys(options());
      assert.deepEqual([both.signing.length, both.cookies.length], [2, 2]);
      assert.deepEqual([both.signing[1], both.cookies[1]], [old.signing[0], old.cookies[0]]);
      at += 7 * DAY;
      assert.deepEqual(await loadOAuthKeys(options()), both);
      at += 1;
      assert.deepEqual(await loadOAuthKeys(options()), { signing: [both.signing[0]], cookies: [both.cookies[0]] });
      await forgetRetiredKeys(options());
      assert.equal((await scene.db('oauth_keys')).length, 2);
    });
  });
});
