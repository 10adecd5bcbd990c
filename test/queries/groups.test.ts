import assert from 'node:assert/strict';
import type { PermissionLogRow } from '../../src/queries/permission-log.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const AT = new Date('2026-11-22T10:00:00.000Z');

describe('Groups, organizations and permissions', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let bob: number;
    before(async () => {
      scene = await sceneOn(await open());
      bob = await scene.user('bob');
    });
    beforeEach(async () => {
      await scene.db('groups').delete();
      await scene.db('permission_log').delete();
    });
    const log = async () =>
      (await scene.queries.permissionLog.list({}, 100)).map(
        ({ actor, holder, name, action, type }: PermissionLogRow) => `${actor}: ${action} ${holder} ${name} (${type})`,
      );

    it('put members into a group and take them out', async () => {
      const { groups } = scene.queries;
      const id = await groups.create('lenders');
      const membership = { group_id: id, user_id: bob, by: scene.userId };
      assert.deepEqual([await groups.add(membership, AT), await groups.add(membership, AT)], [true, false]);
      assert.deepEqual(
        (await groups.members(id)).map(({ username }) => username),
        ['bob'],
      );
      assert.deepEqual(await groups.ofUser(bob), [{ id, name: 'lenders' }]);
      assert.equal(typeof (await groups.membership(id, bob)), 'number');
      assert.equal(await groups.membership(id, scene.userId), null);
      assert.deepEqual(await groups.list(), [{ id, name: 'lenders', members: 1, integrations: 0 }]);
      assert.deepEqual([await groups.remove(membership, AT), await groups.remove(membership, AT)], [true, false]);
      assert.deepEqual(await log(), ['ann: removed bob lenders (Group)', 'ann: added bob lenders (Group)']);
    });

    it('rename a group, and find it by its name', async () => {
      const { groups } = scene.queries;
      const id = await groups.create('lenders');
      await groups.create('others');
      await assert.rejects(groups.rename(id, 'others'));
      assert.equal(await groups.rename(id, 'borrowers'), true);
      assert.deepEqual(await groups.find('borrowers'), { id, name: 'borrowers' });
      assert.equal(await groups.find('lenders'), undefined);
      assert.equal(await groups.rename(id + 1000, 'x'), false);
    });

    it('tell, when a group is deleted, all that its members lose', async () => {
      const { groups, userPermissions, permissions } = scene.queries;
      const integration_id = await scene.create('Loans');
      const id = await groups.create('lenders');
      await groups.add({ group_id: id, user_id: bob, by: null }, AT);
      await userPermissions.grant({ group_id: id, permission: 'run_history', by: null }, AT);
      await permissions.grant({ group_id: id, integration_id, rights: ['read'], granted_by: null }, AT);
      await scene.db('permission_log').delete();
      assert.equal(await groups.delete(id, scene.userId, AT), true);
      assert.equal(await groups.delete(id, scene.userId, AT), false);
      assert.deepEqual(await userPermissions.of(bob), []);
      assert.deepEqual((await log()).toSorted(), [
        'ann: removed bob lenders (Group)',
        'ann: revoke lenders Loans (GroupIntegrationPermission)',
        'ann: revoke lenders run_history (GroupPermission)',
      ]);
    });

    it('add up what a user and the groups may', async () => {
      const { groups, userPermissions } = scene.queries;
      const id = await groups.create('lenders');
      await groups.add({ group_id: id, user_id: bob, by: null }, AT);
      const change = (holder: { user_id: number } | { group_id: number }, permission: 'run_history' | 'invite') => {
        return { ...holder, permission, by: scene.userId };
      };
      assert.equal(await userPermissions.grant(change({ group_id: id }, 'run_history'), AT), true);
      assert.equal(await userPermissions.grant(change({ user_id: bob }, 'run_history'), AT), true);
      assert.equal(await userPermissions.grant(change({ user_id: bob }, 'invite'), AT), true);
      assert.equal(await userPermissions.grant(change({ user_id: bob }, 'invite'), AT), false);
      assert.deepEqual(await userPermissions.of(bob), ['invite', 'run_history']);
      assert.equal(typeof (await userPermissions.idOf({ user_id: bob }, 'invite')), 'number');
      assert.equal(await userPermissions.idOf({ group_id: id }, 'invite'), null);
      assert.deepEqual(await userPermissions.list({ group_id: id }), [
        { permission: 'run_history', granted_by: 'ann', granted_at: AT.toISOString() },
      ]);
      await userPermissions.revoke(change({ user_id: bob }, 'run_history'), AT);
      assert.deepEqual(await userPermissions.of(bob), ['invite', 'run_history']);
      await groups.remove({ group_id: id, user_id: bob, by: null }, AT);
      assert.deepEqual(await userPermissions.of(bob), ['invite']);
      assert.deepEqual((await log()).slice(1), [
        'ann: revoke bob run_history (UserPermission)',
        'ann: grant bob invite (UserPermission)',
        'ann: grant bob run_history (UserPermission)',
        'ann: grant lenders run_history (GroupPermission)',
        'null: added bob lenders (Group)',
      ]);
    });

    it('label users with organizations', async () => {
      const { organizations, users } = scene.queries;
      const id = await organizations.create('Bank');
      await users.update(bob, { email: 'bob@bank.example', organization_id: id });
      assert.deepEqual(await organizations.list(), [{ id, name: 'Bank', users: 1 }]);
      assert.equal(await organizations.rename(id, 'Savings bank'), true);
      assert.equal(await organizations.rename(id + 1000, 'x'), false);
      assert.equal((await users.byId(bob))?.organization, 'Savings bank');
      assert.equal(await organizations.delete(id), true);
      assert.equal((await users.byId(bob))?.organization, null);
      assert.equal(await organizations.delete(id), false);
    });
  });
});
