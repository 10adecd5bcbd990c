import assert from 'node:assert/strict';
import { GONE_AFTER_MS } from '../../src/queries/processes.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

describe('custom adapters', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());

    const at = new Date('2026-11-22T10:00:00.000Z');
    const config_schema = { base_url: 'string', api_key: 'encrypted_string' };
    const draft = () => {
      const system = `SYSTEM_OF_${scene.name}`;
      return { name: scene.name, system, description: null, code: 'class {}', config_schema };
    };
    const make = async () => (await scene.queries.customAdapters.create(draft(), at)) as number;
    const configure = (custom_adapter_id: number, name: string, active = true) =>
      scene.queries.adapterConfigs.create(
        {
          system: `SYSTEM_OF_${scene.name}`,
          custom_adapter_id,
          name,
          active,
          validation_enabled: true,
          settings: { base_url: 'x' },
          sealed_settings: null,
        },
        at,
      );

    it('come back as they were written', async () => {
      const { customAdapters } = scene.queries;
      const id = await make();
      const moment = at.toISOString();
      const system = `SYSTEM_OF_${scene.name}`;
      const written = { id, name: scene.name, system, description: null, code: 'class {}', config_schema };
      const found = await customAdapters.byId(id);
      assert.deepEqual(found, { ...written, created_at: moment, updated_at: moment });
      assert.deepEqual(await customAdapters.bySystem(system), found);
      assert.deepEqual([await customAdapters.byId(99_999), await customAdapters.bySystem('X')], [null, null]);
      assert((await customAdapters.list()).some((listed) => listed.id === id));
      assert((await customAdapters.systems()).includes(system));
      const later = new Date(at.getTime() + 1);
      await customAdapters.update(id, { description: 'What', config_schema: {} }, later);
      const changed = await customAdapters.byId(id);
      assert.deepEqual(changed, { ...found, description: 'What', config_schema: {}, updated_at: later.toISOString() });
    });

    it('have a name and a system of their own', async () => {
      const { customAdapters } = scene.queries;
      await make();
      assert.equal(await customAdapters.create({ ...draft(), name: 'another' }, at), null);
      const other = (await customAdapters.create({ ...draft(), name: `${scene.name}_`, system: 'X' }, at)) as number;
      assert.equal(await customAdapters.update(other, { name: scene.name }, at), false);
      await customAdapters.delete(other);
    });

    it('go with their configurations and bindings, which can be counted before', async () => {
      const { customAdapters, adapterConfigs } = scene.queries;
      const id = await make();
      const [one] = [await configure(id, 'one'), await configure(id, 'two')];
      const system = `SYSTEM_OF_${scene.name}`;
      const integrationId = await scene.create(scene.name, { servicerequests: [{ system }, { system: 'ECHO' }] });
      await adapterConfigs.bind({ integrationId, configId: one, userId: null });
      assert.deepEqual(await customAdapters.use(id), { configs: 2, bindings: 1, service_requests: 1 });
      assert.deepEqual(
        (await customAdapters.configs(id)).map(({ name, custom_adapter_id }) => [name, custom_adapter_id]),
        [
          ['one', id],
          ['two', id],
        ],
      );
      const [listed] = await customAdapters.configs(id);
      const { settings, sealed_settings, ...state } = listed ?? {};
      assert.deepEqual((await customAdapters.configStates(id))[0], state);
      await customAdapters.delete(id);
      assert.equal(await customAdapters.byId(id), null);
      assert.equal(await adapterConfigs.byId(one), null);
      assert.deepEqual(await adapterConfigs.bindings(one), []);
    });

    it('can be locked, when they are there', async () => {
      const id = await make();
      assert.equal(await scene.queries.atomically(({ customAdapters }) => customAdapters.lock(id)), true);
      assert.equal(await scene.queries.atomically(({ customAdapters }) => customAdapters.lock(99_999)), false);
    });

    describe('validated', () => {
      const lostBefore = new Date(at.getTime() - 60_000);
      const by = (process_id: string, started_at = at) => ({ process_id, started_at });
      const alive = (id: string, pid: number, seen = at) =>
        scene.queries.processes.begin({ id, hostname: 'here', pid }, seen);

      it('are validated by one process at a time, unless it is gone or takes too long', async () => {
        const { customAdapters } = scene.queries;
        const id = await make();
        const [one, two] = [await configure(id, 'one'), await configure(id, 'two')];
        await alive('p1', 1);
        await alive('p2', 2, new Date(at.getTime() - GONE_AFTER_MS - 1));
        assert.deepEqual(await customAdapters.beginValidation([one], by('p1'), lostBefore), [one]);
        assert.deepEqual(await customAdapters.beginValidation([one, two], by('p2'), lostBefore), [two]);
        assert.deepEqual(await customAdapters.beginValidation([one, two], by('p1'), lostBefore), [two], 'p2 is gone');
        const later = new Date(at.getTime() + 1);
        assert.deepEqual(await customAdapters.beginValidation([one, two], by('p1', later), later), [one, two]);
        assert.deepEqual(await customAdapters.livingProcesses(['p1', 'p2', 'p3'], at), new Set(['p1']));
      });

      it('keep what was found out, unless they were changed meanwhile', async () => {
        const { customAdapters, adapterConfigs } = scene.queries;
        const id = await make();
        const [one, two, three] = [
          await configure(id, 'one'),
          await configure(id, 'two'),
          await configure(id, 'three'),
        ] as const;
        await alive('p1', 1);
        await customAdapters.beginValidation([one, two, three], by('p1'), lostBefore);
        const begun = await adapterConfigs.byId(one);
        assert.deepEqual([begun?.validation_started_at, begun?.validation_process_id], [at.toISOString(), 'p1']);
        assert.equal(await customAdapters.endValidation(one, by('p1'), 'no', at), true);
        const ended = await adapterConfigs.byId(one);
        assert.deepEqual(
          [ended?.validated_at, ended?.validation_problem, ended?.validation_started_at, ended?.validation_process_id],
          [at.toISOString(), 'no', null, null],
        );
        await adapterConfigs.update(two, { active: true }, at);
        assert.equal(await customAdapters.endValidation(two, by('p1'), null, at), false, 'the configuration changed');
        await customAdapters.update(id, { code: 'class { }' }, at);
        assert.equal(await customAdapters.endValidation(three, by('p1'), null, at), false, 'the code changed');
        assert.equal((await adapterConfigs.byId(one))?.validated_at, null, 'what was known of the old code is gone');
      });
    });
  });
});
