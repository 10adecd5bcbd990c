import { deepEqual, equal } from 'node:assert/strict';
import { GONE_AFTER_MS } from '../../src/queries/processes.js';
import { onEachDatabase } from '../database/harness.js';
import { step, storeRun } from './run-scene.js';
import { type Scene, sceneOn } from './scene.js';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const GONE_AFTER = GONE_AFTER_MS / 1000;
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('endOrphans', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let loans: number;
    beforeEach(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
    });
    const check = { now: NOW, hostname: 'here', isAlive: (pid: number) => pid === 1 };
    const typesOf = async (id: number) => (await scene.queries.runHistory.items(id, 0, 10)).map(({ type }) => type);

    const cases: [string, { given: { hostname: string; pid: number; seen: number } | null; want: boolean }][] = [
      ['whose process is not known', { given: null, want: true }],
      ['whose process lives here', { given: { hostname: 'here', pid: 1, seen: GONE_AFTER - 1 }, want: false }],
      ['whose process here is dead', { given: { hostname: 'here', pid: 2, seen: 0 }, want: true }],
      [
        'whose process was just seen elsewhere',
        { given: { hostname: 'there', pid: 2, seen: GONE_AFTER }, want: false },
      ],
      [
        'whose process was not seen elsewhere',
        { given: { hostname: 'there', pid: 2, seen: GONE_AFTER + 1 }, want: true },
      ],
    ];
    for (const [name, { given, want }] of cases) {
      it(`${want ? 'ends' : 'leaves'} a run ${name}`, async () => {
        const { processes, runs, runHistory } = scene.queries;
        if (given) {
          await processes.begin({ id: 'p', hostname: given.hostname, pid: given.pid }, secondsAgo(3600));
          await processes.seen('p', secondsAgo(given.seen));
        }
        const id = await storeRun(scene, loans, { steps: [step('INPUT')], end: null });
        const done = await storeRun(scene, loans, { steps: [step('INPUT')] });
        equal(await runs.endOrphans(check), want ? 1 : 0);
        const run = await runHistory.run(id);
        equal(run?.status, want ? 'failure' : 'running');
        deepEqual(await typesOf(id), want ? ['INPUT', 'FAILURE', 'OUTPUT'] : ['INPUT']);
        deepEqual(await typesOf(done), ['INPUT']);
        if (!want) return;
        deepEqual([run?.error_type, run?.output_status, run?.milliseconds], ['process_ended', 500, 1_800_000]);
        equal(run?.error_message, 'The gateway process ended while the run was under way.');
        equal(run?.finished_at, NOW.toISOString());
        equal(await runs.endOrphans(check), 0);
      });
    }

    it('adds nothing behind an OUTPUT, and no second FAILURE', async () => {
      const whole = await storeRun(scene, loans, { steps: [step('INPUT'), step('OUTPUT')], end: null });
      const failing = await storeRun(scene, loans, { steps: [step('INPUT'), step('FAILURE')], end: null });
      equal(await scene.queries.runs.endOrphans(check), 2);
      deepEqual(await typesOf(whole), ['INPUT', 'OUTPUT']);
      deepEqual(await typesOf(failing), ['INPUT', 'FAILURE', 'OUTPUT']);
    });

    it('stores no payload where none is to be stored', async () => {
      const id = await storeRun(scene, loans, { end: null, payloads_stored: false });
      await scene.queries.runs.endOrphans(check);
      const ids = (await scene.queries.runHistory.items(id, 0, 10)).map((item) => item.id);
      const output = (await scene.queries.runHistory.texts(ids)).at(-1);
      deepEqual(JSON.parse(output?.content ?? ''), { payload: '*REDACTED*', headers: '*REDACTED*', status: 500 });
    });

    it('takes the runs of whoever had the number of a new process before for orphans', async () => {
      const { processes, runs } = scene.queries;
      await processes.begin({ id: 'p', hostname: 'here', pid: 1 }, secondsAgo(2));
      await storeRun(scene, loans, { end: null });
      equal(await runs.endOrphans(check), 0);
      await processes.begin({ id: 'q', hostname: 'here', pid: 1 }, secondsAgo(1));
      equal(await runs.endOrphans(check), 1);
    });

    it('takes the runs of a process that said goodbye for orphans', async () => {
      await scene.queries.processes.begin({ id: 'p', hostname: 'here', pid: 1 }, NOW);
      await storeRun(scene, loans, { end: null });
      await scene.queries.processes.end('p');
      equal(await scene.queries.runs.endOrphans(check), 1);
    });

    it('ends more than it looks at in one statement', async () => {
      const run = {
        integration_id: loans,
        username: 'ann',
        started_by: 'mcp',
        status: 'running',
        started_at: NOW.toISOString(),
        payloads_stored: true,
      };
      await scene.db.batchInsert('runs', Array(450).fill(run), 50);
      equal(await scene.queries.runs.endOrphans(check), 450);
    });
  });
});
