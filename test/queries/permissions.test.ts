import assert from 'node:assert/strict';
import type { Rights } from '../../src/queries/permissions.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const AT = new Date('2026-11-22T10:00:00.000Z');
const NONE: Rights = { read: false, write: false, execute: false, debug: false };

describe('permissionQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integration: number;
    let bob: number;
    before(async () => {
      scene = await sceneOn(await open());
      integration = await scene.create('Loans');
      bob = await scene.user('bob');
    });
    beforeEach(() => scene.db('integration_permissions').where({ user_id: bob }).delete());

    const grant = (rights: (keyof Rights)[], granted_by: number | null = null) =>
      scene.queries.permissions.grant({ user_id: bob, integration_id: integration, rights, granted_by }, AT);

    it('adds rights to those that are there', async () => {
      assert.deepEqual(await grant(['execute']), { ...NONE, execute: true });
      assert.deepEqual(await grant(['read', 'execute']), { ...NONE, execute: true, read: true });
    });

    it('takes rights away, and forgets a grant of nothing', async () => {
      const { permissions } = scene.queries;
      await grant(['execute', 'debug']);
      assert.deepEqual(await permissions.revoke(bob, integration, ['execute', 'read']), { ...NONE, debug: true });
      assert.deepEqual(await permissions.revoke(bob, integration, ['debug']), NONE);
      assert.deepEqual(await permissions.revoke(bob, integration, ['debug']), NONE);
      assert.deepEqual(await permissions.on(bob, integration), []);
    });

    it('lists who was granted what, by whom and when', async () => {
      await grant(['execute'], scene.userId);
      const rows = await scene.queries.permissions.list();
      assert.deepEqual(
        rows.filter(({ username }) => username === 'bob'),
        [
          {
            ...NONE,
            execute: true,
            username: 'bob',
            path_name: 'Loans',
            granted_by: 'ann',
            granted_at: AT.toISOString(),
          },
        ],
      );
    });
  });
});
