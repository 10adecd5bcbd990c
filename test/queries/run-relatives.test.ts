import { deepEqual, equal } from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { planned } from './query-plans.js';
import { step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

describe('the relatives of a run', () => {
  onEachDatabase((name, open) => {
    let scene: Scene;
    let loans: number;
    let bob: number;
    before(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
      bob = await scene.user('bob');
    });
    const relatives = () => scene.queries.runRelatives;
    const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

    it('are the runs that it has started, as far as one may see them', async () => {
      const cards = await scene.create('Cards');
      const parent = await storeRun(scene, loans);
      const children = [
        await storeRun(scene, cards, { parent_run_id: parent }),
        await storeRun(scene, loans, { parent_run_id: parent }),
      ];
      await scene.grant({ user_id: bob }, cards, { debug: true });
      deepEqual(idsOf(await relatives().children(parent, scene.userId)), children);
      deepEqual(idsOf(await relatives().children(parent, bob)), [children[0]]);
      deepEqual(await relatives().children(children[0] as number, scene.userId), []);
    });

    it('are its retries', async () => {
      const run = await storeRun(scene, loans, { end: 'failure' });
      const retry = await storeRun(scene, loans, { retry_for_run_id: run, retry_attempt: 1 });
      const plans = await planned(scene.db, name, /retry_for_run_id" =|`retry_for_run_id` =/, async () =>
        deepEqual(idsOf(await relatives().retries(run)), [retry]),
      );
      equal(plans.length, 1);
      equal(/runs_by_retried/.test(plans[0] ?? ''), true, plans[0]);
    });

    it('are the requests that were given its answer', async () => {
      const run = await storeRun(scene, loans, { steps: [step('INPUT', { content: '{"payload":{}}' })] });
      const repeated = (run_history_id: number) =>
        storeRun(scene, loans, {
          payloads_stored: false,
          steps: [
            step('INPUT', { label: 'idempotent request', content: '{"payload":"*REDACTED*"}' }),
            step('IDEMPOTENT_REQUEST', {
              label: 'idempotent request',
              content: JSON.stringify({ idempotency_key: `key ${run}`, run_history_id }),
            }),
          ],
        });
      const [first, second] = [await repeated(run), await repeated(run)];
      const other = await repeated(first);
      deepEqual(idsOf(await relatives().duplicates({ id: run, integration_id: loans })), [first, second]);
      deepEqual(idsOf(await relatives().duplicates({ id: first, integration_id: loans })), [other]);
      equal(await relatives().answeredWith(first), run);
      equal(await relatives().answeredWith(run), null);
    });

    it('stand beside its failures, files and steps', async () => {
      const run = await storeRun(scene, loans, {
        end: 'failure',
        steps: [
          step('INPUT'),
          step('DEBUG', { label: 'a' }),
          step('VALIDATION FAILURE', { label: 'rule' }),
          step('DEBUG', { label: 'b' }),
          step('FAILURE', { stack_trace: 'Error' }),
        ],
      });
      await scene.queries.runs.saveFiles(run, [{ name: 'b.txt', size: 3, content: 'sealed' }]);
      deepEqual(
        (await relatives().failures(run)).map(({ type, stack_trace }) => [type, stack_trace]),
        [
          ['VALIDATION FAILURE', null],
          ['FAILURE', 'Error'],
        ],
      );
      deepEqual(await relatives().files(run), [{ name: 'b.txt', size: 3 }]);
      deepEqual(Object.fromEntries(await relatives().stepCounts(run)), {
        INPUT: 1,
        DEBUG: 2,
        'VALIDATION FAILURE': 1,
        FAILURE: 1,
      });
      const ids = (await relatives().failures(run)).map(({ id }) => id);
      deepEqual(
        [...(await relatives().sequences(ids))],
        [
          [ids[0], 3],
          [ids[1], 5],
        ],
      );
      const shown = await scene.queries.runHistory.items(run, 1, 2, ['DEBUG', 'INFO']);
      deepEqual(
        shown.map(({ type }) => type),
        ['VALIDATION FAILURE', 'FAILURE'],
      );
    });

    it('are of integrations that one may choose among', async () => {
      deepEqual(
        (await relatives().integrations(scene.userId, 9)).map(({ path_name }) => path_name),
        ['Cards', 'Loans'],
      );
      deepEqual(
        (await relatives().integrations(bob, 9)).map(({ path_name }) => path_name),
        ['Cards'],
      );
      equal((await relatives().integrations(scene.userId, 1)).length, 1);
    });
  });
});
