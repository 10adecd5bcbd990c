import assert from 'node:assert/strict';
import { loadKeyring, makeKey } from '../../src/crypto/key-file.js';
import { openInput } from '../../src/engine/queued-input.js';
import type { ScheduleRow } from '../../src/queries/schedules.js';
import { Scheduler } from '../../src/schedules/scheduler.js';
import { onEachDatabase } from '../database/harness.js';
import { type ScheduleScene, scheduleSceneOn } from './schedule-scene.js';

const keyring = loadKeyring({ keys: [makeKey()], file: '' });

onEachDatabase((database, open) => {
  describe('the scheduler', () => {
    let scene: ScheduleScene;
    let scheduler: Scheduler;
    let warned: object[];
    const stored = async (id: number) => (await scene.queries.schedules.byId(id)) as ScheduleRow;
    const runs = (): Promise<Record<string, unknown>[]> => scene.db('queued_runs').orderBy('id');
    const at = (time: string) => {
      scene.now = new Date(`2026-11-23T${time}Z`);
    };
    before(async () => {
      scene = await scheduleSceneOn(database, await open());
    });
    beforeEach(async () => {
      at('08:00:00');
      warned = [];
      await scene.db('queued_runs').delete();
      await scene.db('runs').delete();
      const log = { warn: (about: object) => void warned.push(about) };
      scheduler = new Scheduler({ queries: scene.queries, keyring, now: () => scene.now, log });
    });

    it('queues the run of a time, and puts in the job of the next one', async () => {
      const { id } = await scene.add({ payload: { loan: 7 } });
      at('08:05:00.020');
      await scheduler.run({ id, due: '2026-11-23T08:05:00.000Z' });
      const [queued, ...others] = await runs();
      assert.deepEqual(others, []);
      const { input } = openInput(keyring, String(queued?.sealed_input));
      assert.deepEqual(
        [input.payload, input.external, input.fullpath],
        [{ loan: 7 }, false, '/integrations/execute/Nightly'],
      );
      assert.deepEqual([queued?.user_id, queued?.started_by], [scene.ann.id, 'schedule']);
      const [run] = await scene.db('runs');
      assert.deepEqual([run.status, run.username, run.started_by], ['queued', 'ann', 'schedule']);
      assert.deepEqual(await scene.db('run_labels').where({ run_id: run.id }).orderBy('id').pluck('label'), [
        `schedule_id:${id}`,
        'scheduled_for:2026-11-23T08:05:00.000Z',
      ]);
      const after = await stored(id);
      assert.deepEqual(
        [after.last_at, after.last_run_id, after.next_at, after.problem],
        ['2026-11-23T08:05:00.000Z', run.id, '2026-11-23T08:10:00.000Z', null],
      );
      assert.equal((await scene.jobs())[id], after.next_at);
    });

    it('does a time once, however many nodes have its job at the same time', async () => {
      const { id, next_at } = await scene.add();
      at('08:05:00');
      const job = { id, due: String(next_at) };
      await Promise.all(Array.from({ length: 8 }, () => scheduler.run(job)));
      await scheduler.run(job);
      assert.equal((await runs()).length, 1);
      assert.equal((await stored(id)).next_at, '2026-11-23T08:10:00.000Z');
    });

    it('passes over what was due while nobody was there, and runs once', async () => {
      const { id, next_at } = await scene.add({ timing: { interval_ms: 1000 } });
      at('11:30:00.500');
      await scheduler.run({ id, due: String(next_at) });
      assert.equal((await runs()).length, 1);
      assert.equal((await stored(id)).next_at, '2026-11-23T11:30:01.000Z');
    });

    it('moves on from a time that a clock which is behind has not come to yet', async () => {
      const { id, next_at } = await scene.add({ timing: { interval_ms: 1000 } });
      at('07:59:00');
      await scheduler.run({ id, due: String(next_at) });
      assert.equal((await stored(id)).next_at, '2026-11-23T08:00:02.000Z');
    });

    const stale: [string, (id: number) => Promise<unknown>][] = [
      ['has another time by now', (id) => scene.schedules.change(id, { timing: { interval_ms: 60_000 } }, scene.ann)],
      ['is switched off', (id) => scene.schedules.change(id, { active: false }, scene.ann)],
      ['is deleted', (id) => scene.schedules.delete(id, scene.ann)],
    ];
    for (const [name, change] of stale) {
      it(`does nothing for a schedule that ${name}`, async () => {
        const { id, next_at } = await scene.add();
        await change(id);
        const before = await stored(id);
        at('08:05:00');
        await scheduler.run({ id, due: String(next_at) });
        assert.deepEqual(await runs(), []);
        assert.deepEqual(await stored(id), before);
      });
    }

    const held: [string, { given: () => Promise<unknown>; after: () => Promise<unknown>; want: RegExp }][] = [
      [
        'may not execute the integration any more',
        {
          given: () => scene.db('integration_permissions').where({ user_id: scene.ann.id }).update({ execute: false }),
          after: () => scene.db('integration_permissions').where({ user_id: scene.ann.id }).update({ execute: true }),
          want: /^ann may not execute Nightly\.$/,
        },
      ],
      [
        'is deactivated',
        {
          given: () => scene.db('users').where({ id: scene.ann.id }).update({ active: false }),
          after: () => scene.db('users').where({ id: scene.ann.id }).update({ active: true }),
          want: /^ann is deactivated\.$/,
        },
      ],
      [
        'is not to run an integration that is switched off',
        {
          given: () => scene.db('integrations').where({ id: scene.integrationId }).update({ active: false }),
          after: () => scene.db('integrations').where({ id: scene.integrationId }).update({ active: true }),
          want: /^Nightly is switched off/,
        },
      ],
    ];
    for (const [name, { given, after, want }] of held) {
      it(`does not start a run when its user ${name}, says so, and goes on`, async () => {
        const { id } = await scene.add();
        await given();
        at('08:05:00');
        await scheduler.run({ id, due: '2026-11-23T08:05:00.000Z' });
        await after();
        assert.deepEqual(await runs(), []);
        const refused = await stored(id);
        assert.match(String(refused.problem), want);
        assert.deepEqual(
          [refused.active, refused.problem_at, refused.next_at, refused.last_at],
          [true, '2026-11-23T08:05:00.000Z', '2026-11-23T08:10:00.000Z', null],
        );
        assert.equal(warned.length, 1);
        at('08:10:00');
        await scheduler.run({ id, due: '2026-11-23T08:10:00.000Z' });
        assert.equal((await runs()).length, 1);
        assert.deepEqual([(await stored(id)).problem, (await stored(id)).problem_at], [null, null]);
      });
    }

    it('passes over a time while the run before is not over', async () => {
      const { id } = await scene.add();
      at('08:05:00');
      await scheduler.run({ id, due: '2026-11-23T08:05:00.000Z' });
      const { last_run_id } = await stored(id);
      for (const [status, time, count, says] of [
        ['queued', '08:10:00', 1, `Run ${last_run_id}, which it has started before, was not over yet.`],
        ['running', '08:15:00', 1, `Run ${last_run_id}, which it has started before, was not over yet.`],
        ['success', '08:20:00', 2, null],
      ] as const) {
        await scene.db('runs').where({ id: last_run_id }).update({ status });
        at(time);
        await scheduler.run({ id, due: `2026-11-23T${time}.000Z` });
        assert.equal((await runs()).length, count, status);
        assert.equal((await stored(id)).problem, says);
      }
    });

    it('queues nothing when something fails meanwhile, so that the job is done again', async () => {
      const { id, next_at } = await scene.add();
      at('08:05:00');
      const broken = Object.create(keyring, {
        seal: {
          value: () => {
            throw new Error('no key');
          },
        },
      });
      const failing = new Scheduler({
        queries: scene.queries,
        keyring: broken,
        now: () => scene.now,
        log: { warn() {} },
      });
      await assert.rejects(failing.run({ id, due: String(next_at) }), /no key/);
      assert.equal((await stored(id)).next_at, next_at);
      await scheduler.run({ id, due: String(next_at) });
      assert.equal((await runs()).length, 1);
    });

    it('gives schedules another job whose job is lost', async () => {
      const lost = await scene.add();
      const later = await scene.add({ timing: { interval_ms: 86_400_000 } });
      const there = await scene.add();
      const off = await scene.add({ active: false });
      for (const { id } of [lost, later]) await scene.queries.jobs.remove(`schedule:${id}`);
      at('08:06:00');
      const before = new Date('2026-11-23T08:05:40Z');
      assert.equal(await scene.queries.schedules.addMissingJobs(before), 1);
      assert.equal(await scene.queries.schedules.addMissingJobs(before), 0);
      const jobs = await scene.jobs();
      assert.deepEqual([jobs[lost.id], jobs[there.id]], [lost.next_at, there.next_at]);
      assert.deepEqual([jobs[later.id], jobs[off.id]], [undefined, undefined]);
    });
  });
});
