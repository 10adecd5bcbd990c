import { deepEqual, equal, rejects } from 'node:assert/strict';
import { findWords } from '../../src/database/word-index.js';
import { sweepRunHistory } from '../../src/queries/run-retention.js';
import { onEachDatabase } from '../database/harness.js';
import { step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString();

describe('sweepRunHistory', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    beforeEach(async () => {
      scene = await sceneOn(await open());
    });
    const sweep = (signal = new AbortController().signal) => sweepRunHistory(scene.queries, NOW, signal);
    const find = (word: string) => findWords(scene.db, { all: [word], any: [], below: 2 ** 31 - 1, limit: 1000 });

    it('deletes and redacts by each integration’s own days', async () => {
      const config = { store_run_history_for_x_days: 30, store_payloads_in_run_history_for_x_days: 7 };
      const loans = await scene.create('Loans', { integration: { config } });
      const cards = await scene.create('Cards');
      const items = Array.from({ length: 250 }, () =>
        step('REQUEST', { label: 'kept', request: '{"payload":"secretword"}', messages: '["message"]' }),
      );
      const old = await storeRun(scene, loans, { started_at: daysAgo(31), steps: items });
      const middle = await storeRun(scene, loans, { started_at: daysAgo(8), steps: items });
      const fresh = await storeRun(scene, loans, { started_at: daysAgo(6), steps: items.slice(0, 3) });
      const other = await storeRun(scene, cards, { started_at: daysAgo(13), steps: items.slice(0, 3) });
      await scene.queries.runs.saveFiles(middle, [{ name: 'f', size: 1, content: 'x' }]);

      deepEqual(await sweep(), { deletedRuns: 1, redactedRuns: 1 });
      deepEqual(await sweep(), { deletedRuns: 0, redactedRuns: 0 });

      const { runHistory } = scene.queries;
      equal(await runHistory.run(old), null);
      equal((await scene.db('run_items').where({ run_id: old })).length, 0);
      const [item] = await runHistory.texts((await runHistory.items(middle, 0, 1)).map(({ id }) => id));
      deepEqual([item?.request, item?.messages, item?.label], ['{"payload":"*REDACTED*"}', '["message"]', 'kept']);
      const run = await runHistory.run(middle);
      deepEqual([run?.payloads_stored, run?.items, run?.bytes], [false, 250, 250 * (24 + 11)]);
      deepEqual(await scene.db('run_files'), []);
      equal((await find('secretword')).length, 6);
      equal((await find('kept')).length, 256);
      for (const id of [fresh, other]) equal((await runHistory.run(id))?.payloads_stored, true);
    });

    it('leaves a run alone that is under way', async () => {
      const loans = await scene.create('Loans');
      await storeRun(scene, loans, { started_at: daysAgo(5000), end: null });
      deepEqual(await sweep(), { deletedRuns: 0, redactedRuns: 0 });
    });

    it('goes through more runs than one step takes', async () => {
      const loans = await scene.create('Loans');
      for (let i = 0; i < 45; i++) await storeRun(scene, loans, { started_at: daysAgo(731), steps: [step('INPUT')] });
      for (let i = 0; i < 25; i++) await storeRun(scene, loans, { started_at: daysAgo(20), steps: [step('INPUT')] });
      deepEqual(await sweep(), { deletedRuns: 45, redactedRuns: 25 });
    });

    it('stops when it is told to', async () => {
      const loans = await scene.create('Loans');
      await storeRun(scene, loans, { started_at: daysAgo(731) });
      await rejects(sweep(AbortSignal.abort()), { name: 'AbortError' });
    });
  });
});
