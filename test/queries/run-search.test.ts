import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { RunFilter } from '../../src/queries/run-filter.js';
import type { RunSearch } from '../../src/queries/run-history.js';
import { onEachDatabase } from '../database/harness.js';
import { ANY_RUN, step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

type Asked = Partial<RunFilter> & Partial<Omit<RunSearch, 'filter'>>;

describe('searching the run history', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    const ids: Record<string, number> = {};
    before(async () => {
      scene = await sceneOn(await open());
      const loans = await scene.create('Loans');
      const cards = await scene.create('Cards');
      const others = await scene.queries.users.create(
        { username: 'bob', email: null, password_hash: null, is_staff: true, is_superuser: false },
        scene.now,
      );
      await scene.grant({ user_id: others }, cards, { read: true });
      const hidden = await scene.write({}, { name: 'Hidden', userId: others });
      const at = (hour: number) => `2026-11-22T0${hour}:00:00.000Z`;
      const request = (label: string, failed: boolean, name: string) =>
        step('REQUEST', { label, failed, response: JSON.stringify({ payload: { name } }) });
      ids.first = await storeRun(scene, loans, {
        started_at: at(1),
        steps: [step('INPUT', { content: '{"payload":"Zürich Oerlikon"}' }), request('get', false, 'Marte Hanssen')],
        labels: ['customer:1'],
      });
      ids.second = await storeRun(scene, loans, {
        started_at: at(2),
        end: 'failure',
        username: 'bob',
        steps: [request('get', true, 'Hanssen, Marte'), step('DEBUG', { label: 'note', content: '"Oerlikon"' })],
      });
      ids.child = await storeRun(scene, cards, {
        started_at: at(3),
        parent_run_id: ids.second,
        steps: [request('put', false, 'the marte   hanssen one')],
      });
      ids.third = await storeRun(scene, cards, { started_at: at(4), end: null, steps: [request('get', false, 'x')] });
      ids.hidden = await storeRun(scene, hidden.structure.id, {
        started_at: at(5),
        steps: [request('get', true, 'Marte Hanssen')],
      });
    });

    const search = ({ userId, integrations, text, cursor, signal, ...filter }: Asked) =>
      scene.queries.runHistory.search({
        userId: userId ?? scene.userId,
        integrations: integrations ?? null,
        text: text ?? null,
        cursor: cursor ?? null,
        signal: signal ?? new AbortController().signal,
        filter: { ...ANY_RUN, ...filter },
      });
    const named = (id: number) => Object.keys(ids).find((name) => ids[name] === id);

    const cases: [string, { given: Asked; want: string[] }][] = [
      ['nothing: all that may be seen, the newest first', { given: {}, want: ['third', 'second', 'first'] }],
      ['sub-integrations too', { given: { subIntegrations: true }, want: ['third', 'child', 'second', 'first'] }],
      ['a start', { given: { start: '2026-11-22T02:00:00.000Z' }, want: ['third', 'second'] }],
      ['an end', { given: { end: '2026-11-22T02:00:00.000Z' }, want: ['second', 'first'] }],
      ['success', { given: { status: 'success' }, want: ['first'] }],
      ['failure', { given: { status: 'failure' }, want: ['second'] }],
      ['running', { given: { status: 'running' }, want: ['third'] }],
      ['a user', { given: { username: 'bob' }, want: ['second'] }],
      ['a user that there cannot be', { given: { username: 'bo\0b' }, want: [] }],
      ['an integration', { given: { integrations: ['Cards'] }, want: ['third'] }],
      ['integrations', { given: { integrations: [' Cards', 'Loans'], status: 'failure' }, want: ['second'] }],
      ['a step’s label', { given: { stepLabel: 'get' }, want: ['third', 'second', 'first'] }],
      ['a step’s type', { given: { stepType: 'INPUT' }, want: ['first'] }],
      ['a DEBUG step', { given: { stepType: 'DEBUG' }, want: ['second'] }],
      ['the label of a DEBUG step', { given: { stepLabel: 'note' }, want: [] }],
      ['the label of a DEBUG step, unhidden', { given: { stepLabel: 'note', debug: true }, want: ['second'] }],
      ['a failed request', { given: { requestStatus: 'failure' }, want: ['second'] }],
      ['a request that succeeded', { given: { requestStatus: 'success' }, want: ['third', 'first'] }],
      ['a request by its label', { given: { requestStatus: 'success', stepLabel: 'put' }, want: [] }],
      ['two kinds of steps', { given: { requestStatus: 'success', stepType: 'INPUT' }, want: ['first'] }],
      ['a text', { given: { text: 'marte hanssen' }, want: ['child', 'first'] }],
      ['a text in another case', { given: { text: 'ZÜRICH' }, want: ['first'] }],
      ['a text in another sequence', { given: { text: 'hanssen marte' }, want: ['second'] }],
      ['a part of a word', { given: { text: 'mart' }, want: [] }],
      ['a text in a DEBUG step', { given: { text: 'oerlikon' }, want: ['first'] }],
      ['a text in a DEBUG step, unhidden', { given: { text: 'oerlikon', debug: true }, want: ['second', 'first'] }],
      ['a text and an integration', { given: { text: 'marte', integrations: ['Loans'] }, want: ['second', 'first'] }],
      ['a text and a status', { given: { text: 'marte', status: 'failure' }, want: ['second'] }],
      [
        'a text and a request’s status',
        { given: { text: 'marte', requestStatus: 'success' }, want: ['child', 'first'] },
      ],
      ['a text with quotes and operators', { given: { text: `marte" AND 'x | NEAR(` }, want: [] }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`by ${name}`, async () => {
        const found = await search(given);
        deepEqual(
          found.records.map(({ id }) => named(id)),
          want,
        );
        deepEqual([found.count, found.more, found.nextCursor, found.complete], [want.length, false, null, true]);
      });
    }

    it('by a run’s id, also that of a sub-integration', async () => {
      deepEqual(
        (await search({ runId: ids.child as number })).records.map(({ id }) => id),
        [ids.child],
      );
      deepEqual((await search({ runId: ids.hidden as number })).records, []);
    });

    it('names the steps that match, and the labels of the runs', async () => {
      const { records, searched } = await search({ text: 'hanssen' });
      deepEqual(searched, { words: ['hanssen'], steps: 3 });
      for (const { id, matching_item_ids } of records) {
        deepEqual(matching_item_ids, await scene.db('run_items').where({ run_id: id, type: 'REQUEST' }).pluck('id'));
      }
      deepEqual(
        records.map(({ labels }) => labels),
        [[], [], ['customer:1']],
      );
    });

    it('shows a superuser everything, and nobody else’s runs to whoever holds no debug', async () => {
      const root = await scene.user('root', { is_superuser: true });
      equal((await search({ userId: root })).count, 4);
      equal((await search({ userId: root, text: 'marte hanssen' })).count, 3);
      const nobody = await scene.user('nobody');
      equal((await search({ userId: nobody })).count, 0);
      equal((await search({ userId: nobody, text: 'marte' })).count, 0);
      const member = await scene.user('member');
      const [cards] = await scene.db('integrations').where({ path_name: 'Cards' }).pluck('id');
      await scene.grant({ group_id: await scene.group('debuggers', [member]) }, cards, { debug: true });
      deepEqual(
        (await search({ userId: member })).records.map(({ id }) => named(id)),
        ['third'],
      );
    });

    const refused: [string, { given: Asked; want: { code: string; message: RegExp } }][] = [
      [
        'an integration that is not there',
        { given: { integrations: ['Nope'] }, want: { code: 'not_found', message: /"Nope"/ } },
      ],
      [
        'an integration without debug',
        { given: { integrations: ['Hidden'] }, want: { code: 'not_found', message: /"Hidden"/ } },
      ],
      [
        'a name with a NUL',
        { given: { integrations: ['a\0'] }, want: { code: 'not_found', message: /no integration/ } },
      ],
      ['a text without words', { given: { text: '!?' }, want: { code: 'invalid_arguments', message: /^text: / } }],
      ['a foreign cursor', { given: { cursor: 'abc' }, want: { code: 'invalid_arguments', message: /^cursor: / } }],
      [
        'a cursor of the other kind',
        {
          given: { cursor: Buffer.from('[5]').toString('base64url') },
          want: { code: 'invalid_arguments', message: /^cursor: / },
        },
      ],
      [
        'a cursor of a text search that is none',
        {
          given: { text: 'a', cursor: Buffer.from('["x",5]').toString('base64url') },
          want: { code: 'invalid_arguments', message: /^cursor: / },
        },
      ],
    ];
    for (const [name, { given, want }] of refused) it(`refuses ${name}`, () => rejects(search(given), want));
  });
});

describe('the pages of the run history', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let runs: number[] = [];
    before(async () => {
      scene = await sceneOn(await open());
      const integrations = [await scene.create('A'), await scene.create('B'), await scene.create('C')];
      for (let i = 0; i < 130; i++) {
        const id = await storeRun(scene, integrations[i % 3] as number, {
          // Every other one starts at the same moment as the one before.
          started_at: new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 2) * 1000).toISOString(),
          steps: [step('REQUEST', { label: 'get', content: '"needle"' })],
          end: null,
        });
        runs.push(id);
      }
      // Steps of runs that go side by side are mixed, so that a run's are on both sides of a page's border.
      for (const id of runs.slice(60, 100))
        await scene.queries.runs.record(id, [step('INFO', { content: '"needle"' })], []);
      runs = runs.toReversed();
    });

    const pages = async (asked: Asked) => {
      const found: number[][] = [];
      let cursor: string | null = null;
      do {
        const { text = null, integrations = null, time, ...filter } = asked;
        const page = await scene.queries.runHistory.search({
          userId: scene.userId,
          integrations,
          text,
          cursor,
          signal: new AbortController().signal,
          ...(time !== undefined && { time }),
          filter: { ...ANY_RUN, ...filter } as RunFilter,
        });
        found.push(page.records.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    };

    it('comes page by page, each run once', async () => {
      const found = await pages({});
      deepEqual(
        found.map(({ length }) => length),
        [50, 50, 30],
      );
      deepEqual(found.flat(), runs);
    });

    it('comes page by page when steps decide', async () => {
      const found = await pages({ stepLabel: 'get' });
      deepEqual(found.flat(), runs);
      deepEqual(
        found.map(({ length }) => length),
        [50, 50, 30],
      );
    });

    it('comes page by page for a text, each run once', async () => {
      const found = await pages({ text: 'needle' });
      equal(found.flat().length, 130);
      deepEqual(
        found.flat().toSorted((a, b) => b - a),
        runs,
      );
      ok((found[0]?.length ?? 0) === 50);
    });

    for (const asked of [{ stepLabel: 'get' }, { text: 'needle' }]) {
      it(`goes on where the time was up: ${JSON.stringify(asked)}`, async () => {
        const found = await pages({ ...asked, time: 0 });
        deepEqual(
          found.flat().toSorted((a, b) => b - a),
          runs,
        );
      });
    }

    it('names a hundred steps of a run at the most', async () => {
      const [integration] = await scene.db('integrations').where({ path_name: 'A' }).pluck('id');
      const steps = Array.from({ length: 120 }, () => step('INFO', { content: '"many"' }));
      const parent_run_id = runs[0] as number;
      await storeRun(scene, integration, { steps, parent_run_id });
      const filter = { ...ANY_RUN };
      const { signal } = new AbortController();
      const { userId } = scene;
      const found = await scene.queries.runHistory.search({
        ...{ userId, filter, signal, integrations: null, cursor: null },
        text: 'many',
      });
      deepEqual(
        found.records.map(({ matching_item_ids }) => matching_item_ids?.length),
        [100],
      );
      equal(found.searched?.steps, 120);
    });

    it('comes page by page for one integration', async () => {
      const found = await pages({ integrations: ['B'] });
      equal(found.flat().length, 43);
      equal((await pages({ integrations: ['B', 'C'], text: 'needle' })).flat().length, 86);
    });
  });
});

describe('a large run history', () => {
  onEachDatabase((_name, open) => {
    it('is counted to ten thousand, and merged from many integrations', async () => {
      const scene = await sceneOn(await open());
      const { db, userId } = scene;
      const at = scene.now.toISOString();
      const names = Array.from({ length: 120 }, (_, i) => ({ path_name: `Integration ${i}`, last_saved: at }));
      await db.batchInsert('integrations', names, 60);
      const ids: number[] = await db('integrations').orderBy('id').pluck('id');
      const grants = ids.map((integration_id) => ({ user_id: userId, integration_id, debug: true, granted_at: at }));
      await db.batchInsert('integration_permissions', grants, 60);
      const run = (i: number) => ({
        integration_id: ids[i % ids.length],
        username: 'ann',
        started_by: 'mcp',
        status: i % 2 ? 'success' : 'failure',
        started_at: new Date(scene.now.getTime() + i).toISOString(),
        payloads_stored: true,
      });
      await db.batchInsert(
        'runs',
        Array.from({ length: 10_010 }, (_, i) => run(i)),
        200,
      );
      const search = (filter: Partial<RunFilter>, integrations: string[] | null = null) =>
        scene.queries.runHistory.search({
          ...{ userId, integrations, text: null, cursor: null, filter: { ...ANY_RUN, ...filter } },
          signal: new AbortController().signal,
        });
      const all = await search({});
      deepEqual([all.count, all.more, all.records.length], [10_000, true, 50]);
      const newest = Array.from({ length: 50 }, (_, i) => new Date(scene.now.getTime() + 10_009 - i).toISOString());
      deepEqual(
        all.records.map(({ started_at }) => started_at),
        newest,
      );
      const failures = await search({ status: 'failure' });
      deepEqual([failures.count, failures.more], [5_005, false]);
      const one = await search({}, ['Integration 7']);
      deepEqual([one.count, one.more], [84, false]);
    });
  });
});
