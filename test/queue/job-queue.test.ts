import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { GRAPHILE_MIGRATION } from '../../src/database/job-store.js';
import { createQueries, type Queries } from '../../src/queries/queries.js';
import type { JobHandlers, JobQueue } from '../../src/queue/job-queue.js';
import { openJobQueue } from '../../src/queue/open-job-queue.js';
import { type DatabaseName, onEachDatabase } from '../database/harness.js';
import { wayTo } from '../database/way.js';

const log = pino({ level: 'silent' });

/** Waits until it holds, and no longer than ten seconds. */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await delay(20)) if (await holds()) return;
  throw new Error(`waited in vain until ${what}`);
}

describe('the job queue', () => {
  onEachDatabase((name: DatabaseName, open) => {
    let db: Knex;
    let queries: Queries;
    const queues: JobQueue[] = [];
    /** The ids of the runs that were handed out, in order. */
    let done: number[];

    before(async () => {
      db = await open();
      queries = createQueries(db);
    });
    beforeEach(() => {
      done = [];
    });
    afterEach(async () => {
      await Promise.all(queues.splice(0).map((queue) => queue.stop()));
      await db(name === 'SQLite' ? 'jobs' : 'graphile_worker._private_jobs').delete();
    });

    /** A worker of another process, as far as the database knows. */
    async function worker(run: JobHandlers['run'] = async () => {}, atOnce = 5): Promise<string> {
      const processId = randomUUID();
      await queries.processes.begin({ id: processId, hostname: 'here', pid: queues.length + 1 }, new Date());
      const listenUrl = name === 'SQLite' ? null : db.client.config.connection.connectionString;
      const queue = openJobQueue({ listenUrl, queries, processId, atOnce, now: () => new Date(), log });
      queues.push(queue);
      await queue.start({
        async run(payload) {
          done.push(payload.id);
          await run(payload);
        },
        schedule: async () => {},
        sweep: async () => {},
      });
      return processId;
    }
    const left = () => queries.jobs.depth(new Date(Date.now() + 86_400_000));

    it('does what was put in, before it was started and afterwards, and keeps nothing of it', async () => {
      await queries.jobs.add('run', { id: 1 });
      await worker();
      await until(() => done.length === 1, 'the first is done');
      await queries.jobs.add('run', { id: 2 });
      await until(() => done.length === 2, 'the second is done');
      assert.deepEqual(done, [1, 2]);
      await until(async () => (await left()) === 0, 'nothing is left');
    });

    it('does nothing before its time, or of a transaction that failed', async () => {
      await worker();
      const at = new Date(Date.now() + 1_000);
      await queries.jobs.add('run', { id: 1 }, { at });
      await assert.rejects(
        queries.atomically(async (inside) => {
          await inside.jobs.add('run', { id: 2 });
          throw new Error('changed my mind');
        }),
      );
      await queries.atomically((inside) => inside.jobs.add('run', { id: 3 }));
      await until(() => done.length === 2, 'both are done');
      assert.deepEqual(done, [3, 1]);
      assert(Date.now() >= at.getTime());
    });

    it('replaces a job of the same key, and takes it back', async () => {
      const at = new Date(Date.now() + 86_400_000);
      await queries.jobs.add('run', { id: 1 }, { key: 'a', at });
      await queries.jobs.add('run', { id: 2 }, { key: 'a' });
      await queries.jobs.add('run', { id: 3 }, { key: 'b' });
      await queries.jobs.remove('b');
      assert.equal(await queries.jobs.depth(new Date(Date.now() + 1000)), 1);
      await worker();
      await until(async () => (await left()) === 0, 'it is done');
      assert.deepEqual(done, [2]);
    });

    it('does a job again that was put in while the one of its key was under way', async () => {
      await worker(async ({ id }) => {
        if (id === 1) await queries.jobs.add('run', { id: 2 }, { key: 'a' });
      });
      await queries.jobs.add('run', { id: 1 }, { key: 'a' });
      await until(() => done.length === 2, 'both are done');
      assert.deepEqual(done, [1, 2]);
      await until(async () => (await left()) === 0, 'nothing is left');
    });

    it('does a job again that has failed', async () => {
      let failures = 0;
      await worker(async () => {
        if (failures++ === 0) throw new Error('not yet');
      });
      await queries.jobs.add('run', { id: 1 });
      await until(() => done.length === 2, 'it is done again');
      assert.deepEqual(done, [1, 1]);
    });

    it('does so many at once, and waits for those under way when it stops', async () => {
      let underWay = 0;
      let most = 0;
      let ended = 0;
      await worker(async () => {
        most = Math.max(most, ++underWay);
        await delay(300);
        underWay--;
        ended++;
      }, 3);
      for (let id = 0; id < 7; id++) await queries.jobs.add('run', { id });
      await until(() => done.length >= 3, 'some are under way');
      await queues.shift()?.stop();
      assert.deepEqual([underWay, most, ended === done.length], [0, 3, true]);
      assert.equal((await left()) + ended, 7);
    });

    if (name === 'SQLite') return;

    it('has the tables of the installed graphile-worker', async () => {
      const [newest] = await db('graphile_worker.migrations').max({ id: 'id' });
      assert.equal(newest?.id, GRAPHILE_MIGRATION);
    });

    it('hands each job to one of the workers', async () => {
      for (let id = 0; id < 100; id++) await queries.jobs.add('run', { id });
      await Promise.all([worker(() => delay(5)), worker(() => delay(5))]);
      for (let id = 100; id < 200; id++) await queries.jobs.add('run', { id });
      await until(() => done.length >= 200, 'all are done');
      await until(async () => (await left()) === 0, 'nothing is left');
      assert.deepEqual(
        done.toSorted((a, b) => a - b),
        Array.from({ length: 200 }, (_, id) => id),
      );
    });

    it('gives back what a worker has that is gone, and nothing of one that lives', async () => {
      let held = true;
      const [first] = [await worker(async ({ id }) => until(() => !held || id === 2, 'it is let go'))];
      await queries.jobs.add('run', { id: 1 });
      await until(() => done.length === 1, 'it is under way');
      const check = { now: new Date(), hostname: 'elsewhere', isAlive: () => true };
      const later = new Date(Date.now() + 60_000);
      assert.equal(await queries.jobs.release(await queries.processes.workers(check), later), 0);
      await queries.processes.end(first);
      const living = await queries.processes.workers(check);
      assert.equal(await queries.jobs.release(living, new Date(Date.now() - 60_000)), 0);
      assert.equal(await queries.jobs.release(living, later), 1);
      await until(() => done.length === 2, 'it is handed out again');
      held = false;
      assert.deepEqual(done, [1, 1]);
    });

    it('ends when it is stopped while it begins again', async () => {
      const way = await wayTo(db.client.config.connection.connectionString);
      let stopped: Promise<void> | null = null;
      const watched = pino({}, { write: (line) => void (line.includes('begins again') && setTimeout(stop, 3)) });
      const processId = randomUUID();
      const options = { listenUrl: way.url, queries, processId, atOnce: 5, now: () => new Date(), log: watched };
      const queue = openJobQueue(options);
      const stop = () => {
        stopped ??= queue.stop();
      };
      await queue.start({ run: () => delay(300), schedule: async () => {}, sweep: async () => {} });
      for (let id = 0; id < 5; id++) await queries.jobs.add('run', { id });
      await delay(150);
      way.cut();
      await until(() => !queue.taking, 'it is broken off');
      await way.mend();
      await until(() => stopped !== null, 'it begins again');
      const over = Promise.resolve(stopped).then(() => true);
      assert(await Promise.race([over, delay(5_000, false, { ref: false })]), 'it does not end');
      await until(() => !queue.taking, 'it takes nothing');
      way.cut();
    });

    it('goes on when the database has broken all its connections', async () => {
      await worker(() => delay(100));
      for (let id = 0; id < 10; id++) await queries.jobs.add('run', { id });
      await until(() => done.length > 0, 'it has begun');
      const kill = () =>
        db.raw(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%queue%' and datname = current_database()",
        );
      for (let times = 0; times < 5; times++) {
        await kill();
        await delay(60);
      }
      await queries.jobs.add('run', { id: 10 });
      await until(() => new Set(done).size === 11, 'all are done');
    });
  });
});
