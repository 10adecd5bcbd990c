import assert from 'node:assert/strict';
import { INVITATION_MS, Invitations } from '../../src/auth/invitations.js';
import type { InvitedRights } from '../../src/queries/invitations.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const PASSWORD = 'correct horse battery';

describe('Invitations', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let invitations: Invitations;
    let now: Date;
    let loans: number;
    let count = 0;
    before(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
      await scene.queries.userPermissions.grant({ user_id: scene.userId, permission: 'invite', by: null }, scene.now);
    });
    beforeEach(() => {
      now = scene.now;
      count++;
      invitations = new Invitations(scene.queries, () => now);
    });
    const ann = () => ({ id: scene.userId, staff: true, superuser: false });
    const invite = async (rights: InvitedRights[] = [], staff = false) => {
      const given = { email: `new${count}@bank.example`, username: `new${count}`, staff, rights };
      const link = await invitations.invite(ann(), given);
      assert('secret' in link, JSON.stringify(link));
      return link;
    };
    const accept = (secret: string, username = `new${count}`, password = PASSWORD) =>
      invitations.accept(secret, { username, password });

    it('bring somebody in, with what was promised', async () => {
      const { users, permissions, organizations, permissionLog } = scene.queries;
      const bank = await organizations.create(`Bank ${count}`);
      await users.update(scene.userId, { email: null, organization_id: bank });
      const { secret } = await invite([{ integration_id: loans, rights: ['read', 'debug'] }], true);
      assert.equal((await invitations.open(secret)).state, 'open');
      const outcome = await accept(secret, 'chosen');
      assert(outcome && 'userId' in outcome);
      const user = await users.byId(outcome.userId);
      assert.deepEqual(
        [user?.username, user?.email, user?.is_staff, user?.is_superuser, user?.organization_id],
        ['chosen', `new${count}@bank.example`, true, false, bank],
      );
      const [granted] = await permissions.list({ userId: outcome.userId });
      assert.deepEqual(
        [granted?.read, granted?.debug, granted?.write, granted?.granted_by],
        [true, true, false, 'ann'],
      );
      const log = await permissionLog.list({ holder: 'chosen' }, 10);
      assert.deepEqual(
        log.map(({ actor, action, name }) => `${actor} ${action} ${name}`),
        ['ann grant Loans', 'ann grant staff'],
      );
      assert.equal((await invitations.open(secret)).state, 'gone');
      assert.equal(await accept(secret, 'again'), null);
      await users.update(scene.userId, { email: null, organization_id: null });
    });

    it('expire after 14 days, and can be asked for again', async () => {
      const { id, secret } = await invite();
      now = new Date(scene.now.getTime() + INVITATION_MS - 1);
      assert.equal((await invitations.open(secret)).state, 'open');
      await invitations.askRenewal(secret);
      assert.equal((await scene.queries.invitations.byId(id))?.renewal_asked_at, null);
      now = new Date(scene.now.getTime() + INVITATION_MS);
      assert.equal((await invitations.open(secret)).state, 'expired');
      assert.equal(await accept(secret), null);
      await invitations.askRenewal(secret);
      assert.equal((await scene.queries.invitations.byId(id))?.renewal_asked_at, now.toISOString());
      const renewed = await invitations.renew(ann(), id);
      assert.equal((await invitations.open(secret)).state, 'gone');
      assert.equal((await invitations.open(renewed?.secret ?? '')).state, 'open');
      await scene.queries.invitations.withdraw(id);
      assert.equal((await invitations.open(renewed?.secret ?? '')).state, 'gone');
      assert.equal(await invitations.renew(ann(), id), null);
    });

    it('promise nothing that the inviter does not hold', async () => {
      await scene.db('integration_permissions').where({ user_id: scene.userId }).update({ write: false });
      const given = { email: 'x@bank.example', username: 'x', staff: false };
      const asked = [{ integration_id: loans, rights: ['read', 'write'] as const }];
      const outcome = await invitations.invite(ann(), { ...given, rights: asked });
      assert.match(('problems' in outcome && outcome.problems.rights) || '', /those that you hold yourself/);
      const missing = [{ integration_id: 9999, rights: ['read'] as const }];
      assert('problems' in (await invitations.invite(ann(), { ...given, rights: missing })));
    });

    it('give nothing that the inviter has lost since', async () => {
      const { secret } = await invite([{ integration_id: loans, rights: ['read', 'execute'] }]);
      const rights = scene.db('integration_permissions').where({ user_id: scene.userId });
      await rights.clone().update({ execute: false });
      const outcome = await accept(secret);
      await rights.update({ execute: true });
      assert(outcome && 'userId' in outcome);
      const [granted] = await scene.queries.permissions.list({ userId: outcome.userId });
      assert.deepEqual([granted?.read, granted?.execute], [true, false]);
    });

    it('lead nowhere once the inviter may not invite any more', async () => {
      const { userPermissions, users } = scene.queries;
      const { secret } = await invite();
      const invitePermission = { user_id: scene.userId, permission: 'invite', by: null } as const;
      await userPermissions.revoke(invitePermission, now);
      assert.equal((await invitations.open(secret)).state, 'gone');
      await userPermissions.grant(invitePermission, now);
      await users.setActive('ann', false, new Date());
      assert.equal((await invitations.open(secret)).state, 'gone');
      await users.setActive('ann', true, new Date());
      assert.equal((await invitations.open(secret)).state, 'open');
      assert.equal((await invitations.open(`${secret}x`)).state, 'gone');
    });

    it('say what is wrong with a name, an address or a password', async () => {
      const { secret } = await invite();
      const taken = await accept(secret, 'Ann', 'short');
      assert.deepEqual(taken, {
        problems: {
          username: 'Somebody signs in with that already.',
          password: 'The password is too short: at least 12 characters.',
        },
      });
      const given = { email: 'not an address', username: 'a b', staff: false, rights: [] };
      const outcome = await invitations.invite(ann(), given);
      assert.deepEqual('problems' in outcome && Object.keys(outcome.problems), ['username', 'email']);
    });
  });
});
