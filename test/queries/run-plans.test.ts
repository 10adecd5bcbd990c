import { deepEqual, ok } from 'node:assert/strict';
import type { RunFilter } from '../../src/queries/run-filter.js';
import type { FoundRuns } from '../../src/queries/run-history.js';
import { onEachDatabase } from '../database/harness.js';
import { planned } from './query-plans.js';
import { step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

type Asked = Partial<RunFilter> & { text?: string; integrations?: string[]; cursor?: string };

/** What people ask for. */
const searches: [string, Asked][] = [
  ['everything', {}],
  ['status and date', { status: 'failure', start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' }],
  ['a user', { username: 'ann' }],
  ['an integration', { integrations: ['Loans'] }],
  ['integrations and a status', { integrations: ['Loans', 'Cards'], status: 'failure' }],
  ['a run', { runId: 3 }],
  ['a step', { stepLabel: 'get', requestStatus: 'failure' }],
  ['a text', { text: 'needle' }],
  ['a text in an integration', { text: 'needle', integrations: ['Loans'] }],
];

describe('the query plans of the run history', () => {
  onEachDatabase((name, open) => {
    let scene: Scene;
    let root: number;
    before(async () => {
      scene = await sceneOn(await open());
      root = await scene.user('root', { is_superuser: true });
      for (const name of ['Loans', 'Cards']) {
        const id = await scene.create(name);
        for (let i = 0; i < 30; i++) await storeRun(scene, id, { steps: [step('REQUEST', { content: '"needle"' })] });
      }
      // Nobody tells SQLite how many rows there are, in a gateway as here.
      if (name === 'PostgreSQL') await scene.db.raw('analyze');
    });

    /** The statements that a search sends, with their plans. */
    const plansOf = async ({ text, integrations, cursor, ...filter }: Asked, userId: number) => {
      const nothing = { start: null, end: null, status: null, username: null, runId: null };
      const rest = { stepLabel: null, stepType: null, requestStatus: null, subIntegrations: false, debug: false };
      const search = {
        userId,
        integrations: integrations ?? null,
        text: text ?? null,
        cursor: cursor ?? null,
        signal: new AbortController().signal,
        filter: { ...nothing, ...rest, ...filter },
      };
      let page: FoundRuns | undefined;
      const plans = await planned(scene.db, name, /run_|"?`?runs/, async () => {
        page = await scene.queries.runHistory.search(search);
      });
      return { plans, page: page as FoundRuns };
    };

    /** A table that is read through, or runs that are sorted: an index could have done without. */
    const bad =
      name === 'SQLite'
        ? /^SCAN (runs|run_items|run_labels)(?! USING (COVERING )?INDEX)/m
        : /Seq Scan on (runs|run_items|run_labels|run_item_words)/;

    for (const [title, asked] of searches) {
      it(`reads no table through for ${title}`, async () => {
        for (const userId of [scene.userId, root]) {
          const { plans, page } = await plansOf(asked, userId);
          ok(plans.length > 0);
          deepEqual(
            plans.filter((plan) => bad.test(plan)),
            [],
          );
          if (page.nextCursor === null) continue;
          const next = await plansOf({ ...asked, cursor: page.nextCursor }, userId);
          deepEqual(
            next.plans.filter((plan) => bad.test(plan)),
            [],
          );
        }
      });
    }

    it('sorts no runs on SQLite: they come in the order of the index', async () => {
      if (name !== 'SQLite') return;
      for (const asked of [{}, { status: 'failure' as const }, { username: 'ann' }, { integrations: ['Loans'] }]) {
        for (const userId of [scene.userId, root]) {
          const { plans } = await plansOf(asked, userId);
          const paged = plans.filter((plan) => /order by .*started_at/.test(plan.split('\n')[0] ?? ''));
          ok(paged.length > 0);
          deepEqual(
            paged.filter((plan) => /TEMP B-TREE/.test(plan)),
            [],
          );
        }
      }
    });
  });
});
