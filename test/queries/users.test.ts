import assert from 'node:assert/strict';
import { kindOf, type NewUser, type UserFilter } from '../../src/queries/users.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('userQueries.signingIn', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
      const create = (username: string, email: string | null) =>
        scene.queries.users.create(
          { username, email, password_hash: `hash of ${username}`, is_staff: false, is_superuser: false },
          new Date(),
        );
      await create('bob', 'Bob@Bank.example');
      await create('eve', 'shared@bank.example');
      await create('kim', 'Shared@bank.example');
      await create('zed@bank.example', 'zed@bank.example');
      await create('imposter', 'ZED@bank.example');
    });

    const cases: [string, { given: string; want: string | undefined }][] = [
      ['a name', { given: 'bob', want: 'bob' }],
      ['a name in another case', { given: 'BOB', want: undefined }],
      ['an e-mail address', { given: 'Bob@Bank.example', want: 'bob' }],
      ['an e-mail address in another case', { given: 'bOB@bank.EXAMPLE', want: 'bob' }],
      ['an e-mail address that two share', { given: 'shared@bank.example', want: undefined }],
      ['a name that is somebody else’s e-mail address', { given: 'zed@bank.example', want: 'zed@bank.example' }],
      ['nothing', { given: '', want: undefined }],
      ['what no database keeps', { given: 'bob\0', want: undefined }],
      ['a pattern', { given: '%', want: undefined }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`finds ${want ?? 'nobody'} by ${name}`, async () => {
        const found = await scene.queries.users.signingIn(given);
        assert.equal(found?.username, want);
        if (found) assert.equal(found.password_hash, `hash of ${want}`);
      });
    }
  });
});

describe('userQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let root: number;
    before(async () => {
      scene = await sceneOn(await open());
      root = await scene.user('root', { is_superuser: true });
    });

    it('lists and counts those who are looked for', async () => {
      const { users, organizations } = scene.queries;
      const bank = await organizations.create('Bank');
      const robot = await create('robot', { is_service_account: true, organization_id: bank });
      await create('100%', { email: 'Percent@bank.example' });
      await users.setActive('100%', false, scene.now);
      const cases: [UserFilter, string[]][] = [
        [{}, ['100%', 'ann', 'robot', 'root']],
        [{ text: 'RO' }, ['robot', 'root']],
        [{ text: 'percent@BANK' }, ['100%']],
        [{ text: '%' }, ['100%']],
        [{ text: '_' }, []],
        [{ text: '\\\0' }, []],
        [{ kind: 'superuser' }, ['root']],
        [{ kind: 'staff' }, ['ann']],
        [{ kind: 'service account' }, ['robot']],
        [{ kind: 'standard', active: true }, []],
        [{ kind: 'standard' }, ['100%']],
        [{ active: false }, ['100%']],
        [{ organizationId: bank }, ['robot']],
      ];
      for (const [filter, want] of cases) {
        const found = await users.list(filter);
        assert.deepEqual([found.map(({ username }) => username), await users.count(filter)], [want, want.length]);
      }
      assert.deepEqual(
        (await users.list({}, { offset: 1, limit: 2 })).map(({ username }) => username),
        ['ann', 'robot'],
      );
      const found = await users.byId(robot);
      assert.deepEqual([found?.organization, found && kindOf(found)], ['Bank', 'service account']);
      assert.deepEqual(await users.find('robot'), found);
    });

    it('tells which name is taken, in whatever case', async () => {
      const { users } = scene.queries;
      const id = await create('Eve', { email: 'eve@bank.example' });
      const cases: [Parameters<typeof users.taken>[0], number | undefined, string | null][] = [
        [{ username: 'eve', email: null }, undefined, 'username'],
        [{ username: 'EVE@bank.example', email: null }, undefined, 'username'],
        [{ username: 'adam', email: 'EVE@BANK.example' }, undefined, 'email'],
        [{ username: 'adam', email: 'eve' }, undefined, 'email'],
        [{ username: null, email: 'eve@bank.example' }, id, null],
        [{ username: 'adam', email: null }, undefined, null],
      ];
      for (const [given, but, want] of cases) assert.equal(await users.taken(given, but), want);
    });

    it('keeps the last active superuser', async () => {
      const { users } = scene.queries;
      const wanted = { name: 'QueryError', code: 'last_superuser' };
      await assert.rejects(users.setActive('root', false, scene.now), wanted);
      await assert.rejects(users.setKind(root, 'staff', null, scene.now), wanted);
      const second = await scene.user('second', { is_superuser: true });
      // Each turns the other one away at the same time.
      const both = await Promise.allSettled([
        users.setActive('root', false, scene.now),
        users.setKind(second, 'staff', null, scene.now),
      ]);
      assert.equal(both.filter(({ status }) => status === 'rejected').length, 1);
      await users.setActive('root', true, scene.now);
      await users.setKind(root, 'superuser', null, scene.now);
      await users.setKind(second, 'staff', null, scene.now);
      assert.equal(await users.setActive('nobody', false, scene.now), false);
      assert.equal(await users.setKind(9999, 'staff', null, scene.now), false);
    });

    it('writes down what somebody becomes', async () => {
      const { users, permissionLog } = scene.queries;
      const id = await create('kim', { is_staff: true });
      await users.setKind(id, 'superuser', root, scene.now);
      await users.setKind(id, 'standard', root, scene.now);
      await users.setKind(id, 'standard', root, scene.now);
      const rows = await permissionLog.list({ holder: 'kim' }, 10);
      assert.deepEqual(
        rows.map(({ actor, action, name, type }) => [actor, action, name, type]),
        [
          ['root', 'revoke', 'superuser', 'UserKind'],
          ['root', 'grant', 'superuser', 'UserKind'],
          ['root', 'revoke', 'staff', 'UserKind'],
          [null, 'grant', 'staff', 'UserKind'],
        ],
      );
    });

    it('has no service account that is staff', () =>
      assert.rejects(create('both', { is_staff: true, is_service_account: true })));

    it('ends sessions with the account, with a change of the password, and when somebody has no use for them', async () => {
      const { users, webSessions } = scene.queries;
      const id = await create('max', {});
      const expires_at = new Date('2026-12-24T00:00:00.000Z');
      const begin = async () => {
        for (const secret_hash of ['one', 'two']) {
          await webSessions.end(secret_hash);
          await webSessions.begin({ secret_hash, user_id: id, expires_at }, scene.now);
        }
      };
      const left = () => scene.db('web_sessions').where({ user_id: id }).pluck('secret_hash');
      await begin();
      await users.setPassword(id, 'new hash', 'two');
      assert.deepEqual(await left(), ['two']);
      assert.equal((await users.signingIn('max'))?.password_hash, 'new hash');
      await users.setPassword(id, null);
      assert.deepEqual(await left(), []);
      await begin();
      await users.setActive('max', false, scene.now);
      assert.deepEqual(await left(), []);
      await begin();
      await users.setKind(id, 'service account', null, scene.now);
      assert.deepEqual(await left(), []);
    });

    it('ends API tokens with the account: none works again when the user is back', async () => {
      const { users, tokens } = scene.queries;
      const [id, other] = [await create('tom', {}), await create('tim', {})];
      const make = (user_id: number, token_hash: string) =>
        tokens.create({ user_id, name: token_hash, token_hash, prefix: 'igw_', expires_at: null }, scene.now);
      await tokens.revoke(await make(id, 'before'), new Date(0));
      await make(id, 'works');
      await make(other, 'stays');
      await users.setActive('tom', false, scene.now);
      await users.setActive('tom', true, new Date());
      const revoked = [...(await tokens.list(id)), ...(await tokens.list(other))].map((token) => token.revoked_at);
      assert.deepEqual(revoked, [new Date(0).toISOString(), scene.now.toISOString(), null]);
    });

    const create = (username: string, row: Partial<NewUser>) =>
      scene.queries.users.create(
        { username, email: null, password_hash: null, is_staff: false, is_superuser: false, ...row },
        scene.now,
      );
  });
});
