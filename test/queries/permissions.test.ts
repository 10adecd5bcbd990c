import assert from 'node:assert/strict';
import type { Holder } from '../../src/queries/permission-log.js';
import type { Right, Rights } from '../../src/queries/permissions.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const AT = new Date('2026-11-22T10:00:00.000Z');
const NONE: Rights = { read: false, write: false, execute: false, debug: false };

describe('permissionQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integration: number;
    let bob: number;
    let lenders: number;
    before(async () => {
      scene = await sceneOn(await open());
      integration = await scene.create('Loans');
      bob = await scene.user('bob');
      lenders = await scene.group('lenders', [bob]);
    });
    beforeEach(async () => {
      await scene.db('integration_permissions').where({ user_id: bob }).delete();
      await scene.db('group_integration_permissions').delete();
      await scene.db('permission_log').delete();
    });

    const grant = (rights: Right[], granted_by: number | null = null, holder: Holder = { user_id: bob }) =>
      scene.queries.permissions.grant({ ...holder, integration_id: integration, rights, granted_by }, AT);
    const revoke = (rights: Right[], holder: Holder = { user_id: bob }) =>
      scene.queries.permissions.revoke(
        { ...holder, integration_id: integration, rights, revoked_by: scene.userId },
        AT,
      );
    const log = async () =>
      (await scene.queries.permissionLog.list({}, 100)).map(
        ({ actor, holder, name, action, type, rights }) =>
          `${actor ?? 'command line'}: ${action} ${holder} ${rights} on ${name} (${type})`,
      );

    it('adds rights to those that are there, and writes down what is new', async () => {
      assert.equal(await scene.queries.permissions.idOf({ user_id: bob }, integration), null);
      assert.deepEqual(await grant(['execute']), { ...NONE, execute: true });
      assert.equal(typeof (await scene.queries.permissions.idOf({ user_id: bob }, integration)), 'number');
      assert.deepEqual(await grant(['execute', 'read'], scene.userId), { ...NONE, execute: true, read: true });
      assert.deepEqual(await grant(['read']), { ...NONE, execute: true, read: true });
      assert.deepEqual(await log(), [
        'ann: grant bob read on Loans (IntegrationPermission)',
        'command line: grant bob execute on Loans (IntegrationPermission)',
      ]);
    });

    it('takes rights away, forgets a grant of nothing, and writes down what was taken', async () => {
      await grant(['execute', 'debug']);
      assert.deepEqual(await revoke(['execute', 'read']), { ...NONE, debug: true });
      assert.deepEqual(await revoke(['debug']), NONE);
      assert.deepEqual(await revoke(['debug']), NONE);
      assert.deepEqual(await scene.queries.permissions.on(bob, integration), []);
      assert.deepEqual((await log()).slice(0, -1), [
        'ann: revoke bob debug on Loans (IntegrationPermission)',
        'ann: revoke bob execute on Loans (IntegrationPermission)',
      ]);
    });

    it('grants to groups, and so to their members', async () => {
      const group = { group_id: lenders };
      assert.deepEqual(await grant(['write', 'read'], null, group), { ...NONE, read: true, write: true });
      assert.deepEqual(await scene.queries.permissions.on(bob, integration), [{ ...NONE, read: true, write: true }]);
      assert.deepEqual(await revoke(['read', 'write'], group), NONE);
      assert.deepEqual(await scene.queries.permissions.anywhere(bob), []);
      assert.deepEqual(await log(), [
        'ann: revoke lenders read, write on Loans (GroupIntegrationPermission)',
        'command line: grant lenders read, write on Loans (GroupIntegrationPermission)',
      ]);
    });

    it('lists who was granted what, by whom and when', async () => {
      await grant(['execute'], scene.userId);
      await grant(['debug'], null, { group_id: lenders });
      const { permissions } = scene.queries;
      const ofBob = {
        ...NONE,
        execute: true,
        type: 'user',
        holder_id: bob,
        holder: 'bob',
        integration_id: integration,
        path_name: 'Loans',
        granted_by: 'ann',
        granted_at: AT.toISOString(),
      };
      assert.deepEqual(await permissions.list({ userId: bob }), [ofBob]);
      const ofLenders = { type: 'group', holder_id: lenders, holder: 'lenders', granted_by: null };
      assert.deepEqual(await permissions.list({ groupId: lenders }), [
        { ...ofBob, ...ofLenders, execute: false, debug: true },
      ]);
      const holders = async (page?: { offset: number; limit: number }) =>
        (await permissions.list({ integrationId: integration }, page)).map(({ holder }) => holder);
      assert.deepEqual(await holders(), ['lenders', 'ann', 'bob']);
      assert.deepEqual(await holders({ offset: 1, limit: 1 }), ['ann']);
      assert.deepEqual(await permissions.list({ integrationId: integration + 1 }), []);
    });

    it('writes down nothing of what fails', async () => {
      await assert.rejects(
        scene.queries.atomically(async (inside) => {
          await inside.permissions.grant(
            { user_id: bob, integration_id: integration, rights: ['read'], granted_by: null },
            AT,
          );
          throw new Error('changed my mind');
        }),
        /changed my mind/,
      );
      assert.deepEqual(await log(), []);
      assert.deepEqual(await scene.queries.permissions.on(bob, integration), []);
    });

    it('writes down who made an integration', async () => {
      await scene.create('Deposits');
      assert.deepEqual(await log(), ['ann: grant ann read, write, execute, debug on Deposits (IntegrationPermission)']);
    });
  });
});
