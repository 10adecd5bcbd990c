import assert from 'node:assert/strict';
import { QueryError } from '../../src/queries/query-error.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

describe('adapter configurations', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let other: number;
    before(async () => {
      scene = await sceneOn(await open());
      other = await scene.user('bob');
    });
    beforeEach(() => scene.next());

    const at = new Date('2026-11-22T10:00:00.000Z');
    const make = (name: string, given: { system?: string; active?: boolean } = {}) =>
      scene.queries.adapterConfigs.create(
        {
          system: given.system ?? 'HTTP',
          name: `${name} of ${scene.name}`,
          active: given.active ?? true,
          validation_enabled: true,
          settings: { host: 'x.example', port: 443, tls: true },
          sealed_settings: null,
        },
        at,
      );
    const nameOf = async (integrationId: number, userId: number, system = 'HTTP') =>
      (await scene.queries.adapterConfigs.boundTo(integrationId, userId, system))?.name.split(' of ')[0] ?? null;

    it('come back as they were written', async () => {
      const { adapterConfigs } = scene.queries;
      const id = await make('one');
      const found = await adapterConfigs.find('HTTP', `one of ${scene.name}`);
      assert.deepEqual(found, {
        id,
        custom_adapter_id: null,
        system: 'HTTP',
        name: `one of ${scene.name}`,
        active: true,
        validation_enabled: true,
        settings: { host: 'x.example', port: 443, tls: true },
        sealed_settings: null,
        created_at: at.toISOString(),
        updated_at: at.toISOString(),
        validated_at: null,
        validation_problem: null,
        validation_started_at: null,
        validation_process_id: null,
      });
      assert.equal(await adapterConfigs.find('ECHO', found.name), null);
      assert.deepEqual([await adapterConfigs.byId(id), await adapterConfigs.byId(99_999)], [found, null]);
      const { sealed_settings: _, ...listed } = found;
      assert.deepEqual(
        (await adapterConfigs.list()).find((one) => one.id === id),
        listed,
      );
    });

    it('know what else is bound to the same integration for the same people', async () => {
      const { adapterConfigs } = scene.queries;
      const integrationId = await scene.create(scene.name);
      const [off, on, others, system] = [
        await make('off', { active: false }),
        await make('on'),
        await make('others'),
        await make('system', { system: 'MOCKCORE' }),
      ];
      for (const configId of [off, on, system]) await adapterConfigs.bind({ integrationId, configId, userId: null });
      await adapterConfigs.bind({ integrationId, configId: others, userId: other });
      const rivals = [
        await adapterConfigs.rivals(off),
        await adapterConfigs.rivals(on),
        await adapterConfigs.rivals(others),
      ];
      assert.deepEqual(rivals, [[`on of ${scene.name}`], [], []]);
    });

    it('are unique by system and name', async () => {
      await make('one');
      await make('one', { system: 'MOCKCORE' });
      await assert.rejects(make('one'), /unique/i);
    });

    it('forget what was found out about settings that have changed', async () => {
      const { adapterConfigs } = scene.queries;
      const id = await make('one');
      const later = new Date('2026-11-22T11:00:00.000Z');
      await adapterConfigs.recordValidation(id, 'The host is unknown.', later);
      const checked = await adapterConfigs.find('HTTP', `one of ${scene.name}`);
      assert.deepEqual(
        [checked?.validated_at, checked?.validation_problem],
        [later.toISOString(), 'The host is unknown.'],
      );
      assert.equal(
        await adapterConfigs.update(id, { settings: { host: 'y.example' }, sealed_settings: 's' }, later),
        true,
      );
      const updated = await adapterConfigs.find('HTTP', `one of ${scene.name}`);
      assert.deepEqual(
        [updated?.settings, updated?.sealed_settings, updated?.validated_at, updated?.validation_problem],
        [{ host: 'y.example' }, 's', null, null],
      );
      assert.equal(await adapterConfigs.update(2_000_000, { active: false }, later), false);
    });

    it('are gone with their bindings', async () => {
      const { adapterConfigs } = scene.queries;
      const integrationId = await scene.create(scene.name);
      const configId = await make('one');
      await adapterConfigs.bind({ integrationId, configId, userId: null });
      assert.equal(await adapterConfigs.delete(configId), true);
      assert.equal(await adapterConfigs.delete(configId), false);
      assert.equal(await nameOf(integrationId, scene.userId), null);
    });

    it('are bound once, listed and unbound', async () => {
      const { adapterConfigs } = scene.queries;
      const integrationId = await scene.create(scene.name);
      const configId = await make('one');
      const ids: number[] = [];
      for (const userId of [null, other, null, other]) {
        ids.push(await adapterConfigs.bind({ integrationId, configId, userId }));
      }
      assert.deepEqual([ids[2], ids[3]], [ids[0], ids[1]]);
      const bindings = (await adapterConfigs.bindings()).filter(({ integration }) => integration === scene.name);
      assert.deepEqual(
        bindings.map(({ system, username }) => [system, username]),
        [
          ['HTTP', null],
          ['HTTP', 'bob'],
        ],
      );
      assert.equal(await adapterConfigs.unbind({ integrationId, configId, userId: other }), true);
      assert.equal(await adapterConfigs.unbind({ integrationId, configId, userId: other }), false);
      assert.equal(await nameOf(integrationId, other), 'one');
      const twice = { integration_id: integrationId, adapter_config_id: configId, user_id: null };
      await assert.rejects(scene.db('adapter_config_bindings').insert(twice), /unique/i);
    });

    it('are chosen for the system, the user before everybody, the active ones only', async () => {
      const { adapterConfigs } = scene.queries;
      const integrationId = await scene.create(scene.name);
      assert.equal(await nameOf(integrationId, scene.userId), null);
      await adapterConfigs.bind({ integrationId, configId: await make('off', { active: false }), userId: null });
      await adapterConfigs.bind({ integrationId, configId: await make('core', { system: 'MOCKCORE' }), userId: null });
      assert.equal(await nameOf(integrationId, scene.userId), null);
      assert.equal(await nameOf(integrationId, scene.userId, 'MOCKCORE'), 'core');
      await adapterConfigs.bind({ integrationId, configId: await make('all'), userId: null });
      await adapterConfigs.bind({ integrationId, configId: await make('bobs'), userId: other });
      assert.equal(await nameOf(integrationId, scene.userId), 'all');
      assert.equal(await nameOf(integrationId, other), 'bobs');
    });

    it('are refused where it is not clear which one is meant', async () => {
      const { adapterConfigs } = scene.queries;
      const integrationId = await scene.create(scene.name);
      const off = await make('off', { active: false });
      await adapterConfigs.bind({ integrationId, configId: off, userId: null });
      await adapterConfigs.bind({ integrationId, configId: await make('one'), userId: null });
      const several = (error: Error) =>
        error instanceof QueryError && /^More than one active adapter config for HTTP .*one of/.test(error.message);
      await assert.rejects(adapterConfigs.bind({ integrationId, configId: await make('two'), userId: null }), several);
      await adapterConfigs.update(off, { active: true }, at);
      await assert.rejects(adapterConfigs.boundTo(integrationId, scene.userId, 'HTTP'), several);
      await assert.rejects(
        adapterConfigs.bind({ integrationId, configId: 2_000_000, userId: null }),
        (error: Error) => error instanceof QueryError && error.code === 'not_found',
      );
    });
  });
});
