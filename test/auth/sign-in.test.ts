import assert from 'node:assert/strict';
import { accountOf } from '../../src/auth/account.js';
import { createBasicAuthenticator } from '../../src/auth/basic-authenticator.js';
import { hashPassword } from '../../src/auth/password.js';
import { PasswordSignIn } from '../../src/auth/password-sign-in.js';
import { createSignIn, type SignIn } from '../../src/auth/sign-in.js';
import { createTokenAuthenticator } from '../../src/auth/token-authenticator.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('createSignIn, with a password', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let now: number;
    let signIn: SignIn;
    before(async () => {
      scene = await sceneOn(await open());
      const create = async (username: string, password: string | null) => {
        const password_hash = password === null ? null : await hashPassword(password);
        const row = { username, email: null, password_hash, is_staff: false, is_superuser: false };
        await scene.queries.users.create(row, new Date());
      };
      await create('bob', 'right:ü');
      await create('passwordless', null);
      await create('disabled', 'right:ü');
      await scene.queries.users.setActive('disabled', false, new Date());
    });
    const authenticators = (clock: () => number) => [
      createTokenAuthenticator({ queries: scene.queries, now: () => new Date(clock()), audience: null }),
      createBasicAuthenticator(new PasswordSignIn(scene.queries, clock)),
    ];
    beforeEach(async () => {
      await scene.db('rate_buckets').delete();
      now = Date.now();
      signIn = createSignIn(authenticators(() => now));
    });

    /** Both clocks: what all nodes count together, they count by that of the database. */
    const pass = async (ms: number) => {
      now += ms;
      if (!scene.queries.rateBuckets) return;
      const earlier = scene.db.raw('full_at - make_interval(secs => ?)', [ms / 1000]);
      await scene.db('rate_buckets').update({ full_at: earlier });
    };

    const tryAs = (name: string, password: string, address = '10.0.0.1') =>
      signIn({
        headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
        method: 'POST',
        address,
      });

    it('knows the user', async () => {
      const caller = await tryAs('bob', 'right:ü');
      assert.deepEqual(
        { ...caller, id: 0 },
        accountOf({ id: 0, username: 'bob', email: null, is_staff: false, is_superuser: false }),
      );
    });

    it('answers alike, and takes the same time, whatever is wrong', async () => {
      const given = [
        ['bob', 'wrong'],
        ['nobody', 'x'],
        ['passwordless', ''],
        ['disabled', 'right:ü'],
      ] as const;
      await tryAs('warm', 'up');
      // What else the machine does makes some slower, so each counts as its quickest.
      const times: number[] = given.map(() => Number.POSITIVE_INFINITY);
      const answers: unknown[] = [];
      for (let round = 0; round < 3; round++) {
        for (const [index, [name, password]] of given.entries()) {
          const start = performance.now();
          answers.push(await tryAs(name, password));
          times[index] = Math.min(times[index] as number, performance.now() - start);
        }
      }
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert((answers[0] as { status: number }).status === 401);
      assert(Math.min(...times) > Math.max(...times) / 10, times.join(' '));
    });

    it('verifies a right password once in a while only, and many at once together', async () => {
      await Promise.all(Array.from({ length: 30 }, () => tryAs('bob', 'right:ü')));
      const start = performance.now();
      for (let i = 0; i < 20; i++) assert(!('status' in (await tryAs('bob', 'right:ü'))));
      assert(performance.now() - start < 400);
    });

    it('remembers no password that was changed, and no user who was disabled', async () => {
      const set = (row: object) => scene.db('users').where({ username: 'bob' }).update(row);
      await tryAs('bob', 'right:ü');
      await set({ active: false });
      assert('status' in (await tryAs('bob', 'right:ü')));
      await set({ active: true, password_hash: await hashPassword('new') });
      assert('status' in (await tryAs('bob', 'right:ü')));
      assert(!('status' in (await tryAs('bob', 'new'))));
      await set({ password_hash: await hashPassword('right:ü') });
    });

    it('slows down guessing from one address, and nobody else, and not for good', async () => {
      for (let i = 0; i < 10; i++) assert.equal(await status('bob', `wrong ${i}`), 401);
      assert.equal(await status('bob', 'wrong'), 429);
      assert.equal(await status('bob', 'right:ü'), 429);
      assert.equal(await status('bob', 'right:ü', '10.0.0.2'), null);
      assert.equal(await status('nobody', 'x'), 401);
      await pass(10_000);
      assert.equal(await status('bob', 'right:ü'), null);
    });

    it('slows down guessing of many names, from one IPv6 network as from one address', async () => {
      const guesses = Array.from({ length: 50 }, (_, i) => status(`name ${i}`, 'x', `2001:db8:0:1::${i.toString(16)}`));
      assert((await Promise.all(guesses)).every((s) => s === 401));
      assert.equal(await status('another', 'x', '2001:db8:0:1:ffff::1'), 429);
      assert.equal(await status('another', 'x', '2001:db8:0:2::1'), 401);
      assert.equal(await status('another', 'x', '::ffff:10.0.0.3'), 401);
    }).timeout(20_000);

    const status = async (name: string, password: string, address?: string) => {
      const caller = await tryAs(name, password, address);
      return 'status' in caller ? caller.status : null;
    };

    it('lets another way to sign in take its turn', async () => {
      const visitor = accountOf({ id: 7, username: 'cookie', email: null, is_staff: false, is_superuser: false });
      const withCookies = createSignIn([
        ...authenticators(Date.now),
        async ({ headers }) => (headers.cookie ? visitor : null),
      ]);
      assert.deepEqual(await withCookies({ headers: { cookie: 'a=b' }, method: 'GET', address: '' }), visitor);
      const nobody = await withCookies({ headers: {}, method: 'GET', address: '' });
      assert('status' in nobody && nobody.status === 401);
    });
  });
});
