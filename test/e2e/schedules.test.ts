import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { scheduleCommand } from '../../src/cli/schedule.js';
import { readConfig } from '../../src/config.js';
import { makeKey } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { createQueries } from '../../src/queries/queries.js';
import type { ScheduleRow } from '../../src/queries/schedules.js';
import { runCommand } from '../cli/command-run.js';
import { freshDatabase } from '../database/harness.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type Running, start } from './process.js';

const START = '2026-01-01T00:00:00.250Z';
/** How long what takes a moment may take, on a machine that has much else to do. */
const PATIENCE_MS = 30_000;

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(100)) if (await isSo()) return;
  throw new Error(`in vain: ${what}`);
}

/** A gateway with schedules of an integration, every second, in the name of ann. */
interface Clockwork {
  readonly gateway: TestGateway;
  readonly db: Knex;
  readonly ann: number;
  cli(...args: string[]): Promise<string>;
  add(name: string): Promise<string>;
  stored(name: string): Promise<ScheduleRow>;
  /** The times for which it has started runs. */
  times(name: string): Promise<string[]>;
  /** Waits for so many more runs of all of these, and answers when there are. */
  more(count: number, ...names: string[]): Promise<void>;
}

async function clockworkOn(databaseUrl: string, given: Record<string, string> = {}): Promise<Clockwork> {
  const gateway = await startTestGateway(databaseUrl, given);
  const config = readConfig(gateway.env);
  const db = openDatabase({ url: config.databaseUrl });
  // Those of the gateway end with it.
  const queries = createQueries(db);
  const ann = (await gateway.user('ann')).id;
  const { signal } = new AbortController();
  const context = { integrationId: null, name: 'Tick', userId: ann, now: new Date(), signal };
  await gateway.queries.components.write({}, context);
  const cli = (...args: string[]) =>
    runCommand(
      scheduleCommand(() => config),
      args,
    );
  const clockwork: Clockwork = {
    gateway,
    db,
    ann,
    cli,
    add: (name) => cli('add', name, '--integration', 'Tick', '--user', 'ann', '--every', '1s', '--start', START),
    stored: async (name) => (await queries.schedules.named(name))[0] as ScheduleRow,
    async times(name) {
      const { id } = await clockwork.stored(name);
      const own = db('run_labels')
        .where({ label: `schedule_id:${id}` })
        .select('run_id');
      const labels = await db('run_labels')
        .whereIn('run_id', own)
        .whereNot({ label: `schedule_id:${id}` })
        .pluck('label');
      return labels.map((label) => label.replace('scheduled_for:', '')).toSorted();
    },
    async more(count, ...names) {
      const counted = async (name: string) => (await clockwork.times(name)).length;
      await Promise.all(
        names.map(async (name) => {
          const wanted = (await counted(name)) + count;
          await until(`${count} more runs of ${name}`, async () => (await counted(name)) >= wanted);
        }),
      );
    },
  };
  return clockwork;
}

/** Each time is one of the schedule's, and has one run, which came to a good end. */
async function assertEachOnce({ db, times }: Clockwork, name: string): Promise<void> {
  const all = await times(name);
  assert.deepEqual(all, [...new Set(all)]);
  for (const time of all) assert.equal((Date.parse(time) - Date.parse(START)) % 1000, 0, time);
  await until('all runs are over', async () => !(await db('runs').whereIn('status', ['queued', 'running']).first()));
  assert.deepEqual(await db('runs').distinct('status', 'started_by', 'username'), [
    { status: 'success', started_by: 'schedule', username: 'ann' },
  ]);
}

describe('schedules run', function schedules() {
  this.timeout(3 * PATIENCE_MS);

  it('on SQLite: made, stopped and held while the gateway serves, and after it was started again', async () => {
    const fresh = await freshDatabase.SQLite();
    const keys = { GATEWAY_ENCRYPTION_KEYS: makeKey() };
    const clockwork = await clockworkOn(fresh.url, keys);
    const { db, ann, cli, stored, times, more } = clockwork;
    let again: TestGateway | undefined;
    try {
      await clockwork.add('a');
      await more(3, 'a');

      await cli('disable', 'a');
      const stopped = await times('a');
      await delay(1_300);
      assert.deepEqual(await times('a'), stopped);
      await cli('enable', 'a');
      await more(1, 'a');

      const rights = { user_id: ann, integration_id: (await stored('a')).integration_id };
      await db('integration_permissions').where(rights).update({ execute: false });
      await until('it says why it does not run', async () => (await stored('a')).problem !== null);
      assert.equal((await stored('a')).problem, 'ann may not execute Tick.');
      const held = await times('a');
      await delay(1_300);
      assert.deepEqual(await times('a'), held);
      await db('integration_permissions').where(rights).update({ execute: true });
      await more(1, 'a');
      assert.equal((await stored('a')).problem, null);

      // Nobody serves for a while, and the job is lost on top of it.
      await clockwork.gateway.stop();
      const due = '2026-11-01T00:00:00.250Z';
      await db('schedules').update({ next_at: due });
      await db('jobs').where('key', 'like', 'schedule:%').delete();
      const before = await times('a');
      const restarted = new Date().toISOString();
      again = await startTestGateway(fresh.url, keys);
      const isNew = (time: string) => !before.includes(time);
      await until('it goes on', async () => (await times('a')).filter(isNew).length > 2);
      assert.deepEqual(
        (await times('a')).filter((time) => isNew(time) && time < restarted),
        [due],
      );
      await cli('disable', 'a');
      await assertEachOnce(clockwork, 'a');
    } finally {
      await (again ?? clockwork.gateway).stop();
      await db.destroy();
      await fresh.remove();
    }
  });

  it('on PostgreSQL: each time once with two worker processes, and when one of them stops', async () => {
    const fresh = await freshDatabase.PostgreSQL();
    const clockwork = await clockworkOn(fresh.url, { GATEWAY_ENCRYPTION_KEYS: makeKey(), GATEWAY_ROLE: 'web' });
    const { gateway, db, more } = clockwork;
    const names = ['a', 'b', 'c', 'd'];
    const workers: Running[] = [];
    try {
      for (const name of names) await clockwork.add(name);
      for (let count = 0; count < 2; count++)
        workers.push(start(['serve'], { ...gateway.env, GATEWAY_ROLE: 'worker', GATEWAY_LOG_LEVEL: 'error' }));
      await Promise.all(workers.map((worker) => worker.printed(/http/)));
      await more(3, ...names);
      workers[0]?.child.kill('SIGTERM');
      await more(2, ...names);
      for (const name of names) await clockwork.cli('disable', name);
      for (const name of names) await assertEachOnce(clockwork, name);
    } finally {
      for (const { child } of workers) child.kill('SIGTERM');
      await Promise.all(workers.map(({ finished }) => finished));
      await gateway.stop();
      await db.destroy();
      await fresh.remove();
    }
  });
});
