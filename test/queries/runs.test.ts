import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { findWords } from '../../src/database/word-index.js';
import { integrationWord } from '../../src/queries/run-words.js';
import { onEachDatabase } from '../database/harness.js';
import { step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

describe('runQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let loans: number;
    before(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
    });
    const find = (all: string[], any: string[] = []) =>
      findWords(scene.db, { all, any, below: 2 ** 31 - 1, limit: 10 });

    it('stores a run with its steps, labels and files, and counts them', async () => {
      const { queries, db } = scene;
      const steps = Array.from({ length: 120 }, (_, i) => step('REQUEST', { label: `s${i}`, request: '{"a":"é"}' }));
      const id = await storeRun(scene, loans, { steps, labels: ['first'] });
      await queries.runs.record(id, [], ['second']);
      await queries.runs.saveFiles(id, [{ name: 'a.txt', size: 3, content: 'sealed' }]);
      const run = await queries.runHistory.run(id);
      deepEqual([run?.items, run?.bytes, run?.status, run?.output_status], [120, 120 * 10, 'success', 200]);
      deepEqual(run?.labels, ['first', 'second']);
      const items = await queries.runHistory.items(id, 100, 5);
      deepEqual(
        items.map(({ sequence, label, bytes, milliseconds }) => [sequence, label, bytes, milliseconds]),
        [101, 102, 103, 104, 105].map((n) => [n, `s${n - 1}`, 10, 1.5]),
      );
      deepEqual(await find(['s7']), [items[0] && items[0].id - 93]);
      equal(await db('run_files').where({ run_id: id }).pluck('name').then(String), 'a.txt');
    });

    it('loses no step to a character that cannot be stored', async () => {
      const texts = { label: 'a\0b', stack_trace: 'x\ud800y', content: '"\0"', messages: '[]' };
      const id = await storeRun(scene, loans, {
        steps: [step('DEBUG', texts)],
        username: 'an\0n',
        labels: ['l\udc00'],
      });
      const [item] = await scene.queries.runHistory.items(id, 0, 10);
      const full = await scene.queries.runHistory.item(item?.id as number);
      deepEqual([full?.label, full?.stack_trace, full?.content], ['a\ufffdb', 'x\ufffdy', '"\ufffd"']);
      const run = await scene.queries.runHistory.run(id);
      deepEqual([run?.username, run?.labels], ['an\ufffdn', ['l\ufffd']]);
    });

    it('stores all of a call or nothing', async () => {
      const id = await storeRun(scene, loans, { end: null });
      const wrong = step('INFO', { label: 'second', milliseconds: null as never });
      await rejects(scene.queries.runs.record(id, [step('INFO', { label: 'uniqueword' }), wrong], ['l']));
      deepEqual([await scene.queries.runHistory.items(id, 0, 10), await find(['uniqueword'])], [[], []]);
      equal((await scene.queries.runHistory.run(id))?.items, 0);
    });

    it('keeps the first end', async () => {
      const id = await storeRun(scene, loans, { end: 'failure' });
      await scene.queries.runs.finish(id, {
        status: 'success',
        finished_at: '2026-11-22T10:00:00.000Z',
        milliseconds: 1,
        output_status: 200,
        error_type: null,
        error_message: null,
        input_masked: true,
      });
      equal((await scene.queries.runHistory.run(id))?.status, 'failure');
    });

    it('finds the same words on both databases', async () => {
      const content = JSON.stringify({ name: 'Zürich ÉCOLE', text: 'eins\nzwei', mail: "o'neil@x.ch", jp: '日本 語' });
      await storeRun(scene, loans, { steps: [step('INFO', { content })] });
      for (const word of ['zürich', 'école', 'zwei', 'o', 'neil', '日本', integrationWord(loans)]) {
        equal((await find([word])).length > 0, true, word);
      }
      deepEqual(await find(['nzwei']), []);
      deepEqual((await find(['zwei'], [integrationWord(loans), integrationWord(999)])).length, 1);
      deepEqual(await find(['zwei'], [integrationWord(999)]), []);
    });

    it('drops the words with the integration', async () => {
      const gone = await scene.create('Gone');
      await storeRun(scene, gone, { steps: [step('INFO', { content: '"vanishing"' })] });
      equal((await find(['vanishing'])).length, 1);
      await scene.db('integrations').where({ id: gone }).delete();
      deepEqual(await find(['vanishing']), []);
    });

    it('knows whose a run and a step are', async () => {
      const id = await storeRun(scene, loans, { steps: [step('INPUT')] });
      const [item] = await scene.queries.runHistory.items(id, 0, 1);
      const ref = { id: loans, path_name: 'Loans' };
      deepEqual(await scene.queries.runHistory.integrationOf('run', id, scene.userId), ref);
      deepEqual(await scene.queries.runHistory.integrationOf('run_item', item?.id as number, scene.userId), ref);
      equal(await scene.queries.runHistory.integrationOf('run', 999_999, scene.userId), null);
      equal(await scene.queries.runHistory.run(999_999), null);
      ok(!(await scene.queries.runHistory.item(999_999)));
    });
  });
});
