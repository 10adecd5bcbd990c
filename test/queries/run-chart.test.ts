import { deepEqual, equal, rejects } from 'node:assert/strict';
import type { ChartRequest } from '../../src/queries/run-chart.js';
import type { RunFilter } from '../../src/queries/run-filter.js';
import { onEachDatabase } from '../database/harness.js';
import { planned } from './query-plans.js';
import { ANY_RUN, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

const at = (minute: number) => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the runs of a chart', () => {
  onEachDatabase((name, open) => {
    let scene: Scene;
    let root: number;
    before(async () => {
      scene = await sceneOn(await open());
      root = await scene.user('root', { is_superuser: true });
      const bob = await scene.user('bob');
      const [loans, cards] = [await scene.create('Loans'), await scene.create('Cards')];
      const hidden = await scene.queries.components.write(
        {},
        { integrationId: null, name: 'Hidden', userId: bob, now: scene.now, signal: new AbortController().signal },
      );
      if (hidden.outcome === 'conflict') throw new Error('conflict');
      for (let minute = 0; minute < 20; minute++) {
        await storeRun(scene, minute % 2 ? loans : cards, {
          started_at: at(minute),
          end: minute % 5 ? 'success' : 'failure',
        });
      }
      await storeRun(scene, loans, { started_at: at(20), end: null });
      const parent = await storeRun(scene, hidden.structure.id, { started_at: at(21), username: 'bob' });
      await storeRun(scene, loans, { started_at: at(22), parent_run_id: parent });
      if (name === 'PostgreSQL') await scene.db.raw('analyze');
    });

    const read = (asked: Partial<RunFilter> & Partial<Omit<ChartRequest, 'filter'>>) => {
      const { userId = scene.userId, integrations = null, limit = 1_000, ...filter } = asked;
      return scene.queries.runChart.read({ userId, integrations, limit, filter: { ...ANY_RUN, ...filter } });
    };
    const minutes = (runs: readonly { started_at: string }[]) =>
      runs.map((run) => Number(run.started_at.slice(14, 16)));

    const cases: [string, { given: Parameters<typeof read>[0]; want: number[] }][] = [
      ['the failures', { given: { status: 'failure' }, want: [15, 10, 5, 0] }],
      ['an integration', { given: { integrations: ['Cards'], start: at(14) }, want: [18, 16, 14] }],
      ['a period', { given: { start: at(3), end: at(6) }, want: [6, 5, 4, 3] }],
      ['what one may see', { given: { start: at(19) }, want: [20, 19] }],
      ['sub-integrations too', { given: { start: at(19), subIntegrations: true }, want: [22, 20, 19] }],
      ['somebody', { given: { username: 'bob' }, want: [] }],
    ];
    for (const [title, { given, want }] of cases) {
      it(`are the newest first: ${title}`, async () => {
        const { runs, complete } = await read(given);
        deepEqual([minutes(runs), complete], [want, true]);
      });
    }

    it('are all there are for a superuser', async () => {
      deepEqual(minutes((await read({ userId: root, start: at(19) })).runs), [21, 20, 19]);
    });

    it('are told with their outcome and duration', async () => {
      const { runs } = await read({ start: at(19) });
      deepEqual(
        runs.map(({ status, milliseconds }) => [status, milliseconds]),
        [
          ['running', null],
          ['success', 1000],
        ],
      );
    });

    it('stop at a limit, and say so', async () => {
      deepEqual(await read({ limit: 3 }).then(({ runs, complete }) => [minutes(runs), complete]), [
        [20, 19, 18],
        false,
      ]);
      equal((await read({ limit: 21 })).complete, true);
    });

    it('are none of an integration that one may not see', () =>
      rejects(read({ integrations: ['Hidden'] }), { code: 'not_found' }));

    it('are read along an index, and not sorted', async () => {
      for (const asked of [{}, { status: 'failure' as const }, { username: 'ann' }, { integrations: ['Loans'] }]) {
        for (const userId of [scene.userId, root]) {
          const plans = await planned(scene.db, name, /"?`?runs/, () => read({ ...asked, userId }));
          equal(plans.length > 0, true);
          deepEqual(
            plans.filter((plan) => /^SCAN runs(?! USING)|Seq Scan on runs|TEMP B-TREE|-> +Sort /m.test(plan)),
            [],
          );
        }
      }
    });
  });
});
