import { deepEqual, equal } from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type RunPlan, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

describe('integrationViewQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let bob: number;
    before(async () => {
      scene = await sceneOn(await open());
      bob = await scene.user('bob');
    });
    beforeEach(() => scene.next());

    const at = (minute: number): Pick<RunPlan, 'started_at'> => ({ started_at: `2026-11-22T09:3${minute}:00.000Z` });

    it('tells the newest run of each integration that has one', async () => {
      const [first, second, none] = [
        await scene.create(`${scene.name} a`),
        await scene.create(`${scene.name} b`),
        await scene.create(`${scene.name} c`),
      ];
      const newest = await storeRun(scene, first, { ...at(5), end: 'failure' });
      await storeRun(scene, first, at(1));
      await storeRun(scene, first, { ...at(7), parent_run_id: newest });
      const running = await storeRun(scene, second, { ...at(2), end: null });
      const { lastRuns } = scene.queries.integrationViews;
      const found = await lastRuns([first, second, none], scene.userId);
      deepEqual(
        found.map(({ id, integration_id, status, milliseconds }) => [id, integration_id, status, milliseconds]),
        [
          [newest, first, 'failure', 1000],
          [running, second, 'running', null],
        ],
      );
      deepEqual(await lastRuns([], scene.userId), []);
    });

    it('finds the newest run whose input can be used again', async () => {
      const id = await scene.create(scene.name);
      const { lastInput } = scene.queries.integrationViews;
      equal(await lastInput(id, null), null);
      const own = await storeRun(scene, id, at(1));
      const foreign = await storeRun(scene, id, { ...at(2), user_id: bob });
      await storeRun(scene, id, { ...at(3), payloads_stored: false });
      await storeRun(scene, id, { ...at(4), end: null });
      const masked = await storeRun(scene, id, at(5));
      await scene.db('runs').where({ id: masked }).update({ input_masked: true });
      deepEqual([await lastInput(id, null), await lastInput(id, scene.userId)], [foreign, own]);
    });

    it('tells what is bound, and for whom, without a name of anybody else', async () => {
      const id = await scene.create(scene.name);
      const carl = await scene.user(`carl of ${scene.name}`);
      const { adapterConfigs, integrationViews } = scene.queries;
      const config = (name: string, active = true) =>
        adapterConfigs.create(
          { system: 'HTTP', name, active, validation_enabled: true, settings: {}, sealed_settings: null },
          scene.now,
        );
      const [shared, own, off] = [await config('a'), await config('b'), await config('c', false)];
      await adapterConfigs.bind({ integrationId: id, configId: shared, userId: null });
      await adapterConfigs.bind({ integrationId: id, configId: own, userId: scene.userId });
      for (const userId of [bob, carl]) await adapterConfigs.bind({ integrationId: id, configId: off, userId });
      deepEqual(await integrationViews.boundConfigs(id, scene.userId), [
        { system: 'HTTP', name: 'a', active: true, bound_for: 'everybody' },
        { system: 'HTTP', name: 'b', active: true, bound_for: 'you' },
        { system: 'HTTP', name: 'c', active: false, bound_for: 'others' },
      ]);
    });

    it('tells the addresses of web service endpoints', async () => {
      const id = await scene.create(scene.name);
      const path = 'orders/{id}';
      const endpoint = { prefix: 'api', method: 'GET', path, description: 'One order' } as const;
      await scene.queries.endpoints.create({
        ...endpoint,
        integration_id: id,
        response_content_type: 'application/json',
      });
      deepEqual(await scene.queries.integrationViews.endpoints(id), [endpoint]);
    });
  });
});
