import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const AT = new Date('2026-11-22T10:00:00.000Z');

describe('The governance reports', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let loans: number;
    before(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
    });

    it('list who may execute, and why', async () => {
      const { queries } = scene;
      const bank = await queries.organizations.create('Bank');
      const bob = await scene.user('bob');
      const gone = await scene.user('gone');
      const root = await scene.user('root', { is_superuser: true });
      await queries.users.update(bob, { email: null, organization_id: bank });
      const lenders = await scene.group('lenders', [bob, gone, root]);
      const grant = (holder: { user_id: number } | { group_id: number }, right: 'execute' | 'debug') =>
        queries.permissions.grant({ ...holder, integration_id: loans, rights: [right], granted_by: scene.userId }, AT);
      await grant({ user_id: bob }, 'execute');
      await grant({ user_id: gone }, 'execute');
      await grant({ user_id: root }, 'execute');
      await grant({ group_id: lenders }, 'execute');
      await grant({ user_id: await scene.user('zoe') }, 'debug');
      await queries.users.setActive('gone', false, scene.now);
      const all = await queries.accessReport.read();
      const row = {
        username: 'bob',
        organization: 'Bank',
        path_name: 'Loans',
        granted_by: 'ann',
        granted_at: AT.toISOString(),
      };
      assert.deepEqual(
        all.filter(({ username }) => username !== 'ann'),
        [
          { ...row, type: 'user', group: null },
          { ...row, type: 'group', group: 'lenders' },
        ],
      );
      assert.deepEqual(await queries.accessReport.read({ offset: 1, limit: 1 }), [all[1]]);
    });

    it('tell what changed, the newest first, page by page', async () => {
      const { queries, db } = scene;
      await db('permission_log').delete();
      const kim = await scene.user('kim');
      for (const permission of ['run_history', 'invite', 'adapter_configs'] as const) {
        await queries.userPermissions.grant({ user_id: kim, permission, by: null }, AT);
      }
      const of = async (filter: Parameters<typeof queries.permissionLog.list>[0], limit = 10) =>
        (await queries.permissionLog.list(filter, limit)).map(({ name }) => name);
      assert.deepEqual(await of({}), ['adapter_configs', 'invite', 'run_history', 'staff']);
      const [first] = await queries.permissionLog.list({}, 1);
      assert.deepEqual(await of({ before: first?.id ?? 0 }, 2), ['invite', 'run_history']);
      assert.deepEqual(await of({ type: 'UserKind' }), ['staff']);
      assert.deepEqual(await of({ holder: 'kim' }, 1), ['adapter_configs']);
      assert.deepEqual(await of({ holder: 'kim\0' }, 1), ['adapter_configs']);
      assert.deepEqual(await of({ holder: 'nobody' }), []);
    });

    it('keep the name of who did it, and of what is gone', async () => {
      const { queries, db } = scene;
      const max = await scene.user('max');
      await db('permission_log').delete();
      const id = await scene.create('Short-lived');
      await queries.permissions.grant({ user_id: max, integration_id: id, rights: ['read'], granted_by: max }, AT);
      await db('integrations').where({ id }).delete();
      await db('users').where({ id: max }).delete();
      const [row] = await queries.permissionLog.list({}, 1);
      assert.deepEqual([row?.actor, row?.holder, row?.name, row?.rights], ['max', 'max', 'Short-lived', 'read']);
    });
  });
});
