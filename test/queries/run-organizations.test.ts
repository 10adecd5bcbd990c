import { deepEqual, equal } from 'node:assert/strict';
import { accountOf } from '../../src/auth/account.js';
import { createGatewayAccess } from '../../src/auth/gateway-access.js';
import { onEachDatabase } from '../database/harness.js';
import { planned } from './query-plans.js';
import { ANY_RUN, step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

/** domain.md 2.3 */
describe('The run history of an organization', () => {
  onEachDatabase((name, open) => {
    let scene: Scene;
    let loans: number;
    let ids: Record<'root' | 'bank' | 'colleague' | 'other' | 'free', number>;
    let runs: Record<'bank' | 'colleague' | 'other' | 'free' | 'nobody', number>;
    before(async () => {
      scene = await sceneOn(await open());
      const { queries } = scene;
      loans = await scene.create('Loans');
      const [bank, other] = [await queries.organizations.create('Bank'), await queries.organizations.create('Other')];
      const user = async (username: string, organization_id: number | null) => {
        const id = await scene.user(username);
        await queries.users.update(id, { email: null, organization_id });
        await scene.grant({ user_id: id }, loans, { debug: true });
        return id;
      };
      ids = {
        root: await scene.user('root', { is_superuser: true }),
        bank: await user('bank', bank),
        colleague: await user('colleague', bank),
        other: await user('other', other),
        free: await user('free', null),
      };
      await queries.users.update(ids.root, { email: null, organization_id: bank });
      const run = (user_id: number, at: number) =>
        storeRun(scene, loans, {
          user_id,
          started_at: new Date(scene.now.getTime() + at).toISOString(),
          steps: [step('INPUT', { content: '"needle"' })],
        });
      runs = {
        bank: await run(ids.bank, 1),
        colleague: await run(ids.colleague, 2),
        other: await run(ids.other, 3),
        free: await run(ids.free, 4),
        nobody: await run(ids.bank, 5),
      };
      // Whose user was deleted.
      await scene.db('runs').where({ id: runs.nobody }).update({ user_id: null });
      if (name === 'PostgreSQL') await scene.db.raw('analyze');
    });

    const all = () => [runs.nobody, runs.free, runs.other, runs.colleague, runs.bank];
    const search = (userId: number, asked: { text?: string; stepType?: 'INPUT' } = {}) => {
      const { text = null, ...filter } = asked;
      const rest = { integrations: null, cursor: null, signal: new AbortController().signal };
      return scene.queries.runHistory.search({ userId, text, filter: { ...ANY_RUN, ...filter }, ...rest });
    };

    const seen: [keyof typeof ids, () => number[]][] = [
      ['bank', () => [runs.colleague, runs.bank]],
      ['other', () => [runs.other]],
      ['free', all],
      ['root', all],
    ];
    for (const [who, want] of seen) {
      it(`shows ${who} what is for ${who}`, async () => {
        for (const asked of [{}, { text: 'needle' }, { stepType: 'INPUT' as const }]) {
          const { records } = await search(ids[who], asked);
          deepEqual(
            records.map(({ id }) => id),
            want(),
          );
        }
        equal((await search(ids[who])).count, want().length);
        const charted = await scene.queries.runChart.read({ userId: ids[who], filter: ANY_RUN, integrations: null });
        equal(charted.runs.length, want().length);
        const [last] = await scene.queries.integrationViews.lastRuns([loans], ids[who]);
        equal(last?.id, want()[0]);
      });
    }

    it('lets nobody open a run of others by its id, or use its input', async () => {
      const access = createGatewayAccess(scene.queries);
      const flags = { email: null, is_staff: true, is_superuser: false };
      const bank = accountOf({ id: ids.bank, username: 'bank', ...flags });
      const [item] = await scene.queries.runHistory.items(runs.other, 0, 1);
      equal(await access.owner(bank, 'run', runs.other), null);
      equal(await access.owner(bank, 'run_item', item?.id ?? 0), null);
      equal((await access.owner(bank, 'run', runs.colleague))?.ref.id, loans);
      equal(await scene.queries.runInput.of(runs.other, loans, ids.bank), null);
      equal((await scene.queries.runInput.of(runs.colleague, loans, ids.bank))?.user_id, ids.colleague);
    });

    it('reads runs along their index all the same', async () => {
      const plans = await planned(scene.db, name, /order by .*started_at/, () => search(ids.bank));
      equal(plans.length > 0, true);
      const bad = name === 'SQLite' ? /TEMP B-TREE|SCAN runs(?! USING)/ : /Seq Scan on runs/;
      deepEqual(
        plans.filter((plan) => bad.test(plan)),
        [],
      );
    });
  });
});
