import type { Knex } from 'knex';
import { columns } from './columns.js';
import { isPostgres } from './connection.js';
import { openPool } from './postgres-pool.js';

/*
 * Where jobs wait to be done: on PostgreSQL in the tables of graphile-worker, whose functions put them in; on SQLite in a table of
 * ours, out of which the one process that serves takes them.
 */

export interface StoredJob {
  readonly name: string;
  /** JSON. */
  readonly payload: string;
  /** Null: now. */
  readonly at: Date | null;
  readonly key: string | null;
}

/** The last migration of graphile-worker that the installed version knows. */
export const GRAPHILE_MIGRATION = 19;

/** The table of SQLite; that of graphile-worker comes with `installJobQueue`. */
export async function createJobTable(db: Knex): Promise<void> {
  if (isPostgres(db)) return;
  const { moment } = columns(db);
  await db.schema.createTable('jobs', (table) => {
    table.increments('id');
    table.text('name').notNullable();
    table.text('payload').notNullable();
    table.text('key').unique();
    moment(table, 'run_at').notNullable().index();
    table.integer('attempts').notNullable().defaultTo(0);
  });
}

/** Whether graphile-worker's tables are to be brought up to date. */
export async function isJobQueueOutdated(db: Knex): Promise<boolean> {
  return isPostgres(db) && (await installedMigration(db)) < GRAPHILE_MIGRATION;
}

/** Brings them up to date. Whoever calls this sees to it that nobody else does at the same time. */
export async function installJobQueue(db: Knex): Promise<void> {
  if (!(await isJobQueueOutdated(db))) return;
  // It takes a while to load, and who starts a gateway waits for it.
  const { runMigrations } = await import('graphile-worker');
  const pool = openPool(db.client.config.connection.connectionString, 1);
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

async function installedMigration(db: Knex): Promise<number> {
  const { rows: found } = await db.raw("select to_regclass('graphile_worker.migrations') is not null as there");
  if (!found[0].there) return 0;
  const { rows } = await db.raw('select max(id) as id from graphile_worker.migrations');
  return rows[0].id ?? 0;
}

/** Puts a job in; one of the same key that has not begun is replaced. */
export async function addJob(db: Knex, { name, payload, at, key }: StoredJob): Promise<void> {
  if (isPostgres(db)) {
    await db.raw('select graphile_worker.add_job(?, ?::json, run_at => ?::timestamptz, job_key => ?)', [
      name,
      payload,
      at?.toISOString() ?? null,
      key,
    ]);
    return;
  }
  const job = { name, payload, key, run_at: (at ?? new Date()).toISOString(), attempts: 0 };
  await db('jobs').insert(job).onConflict('key').merge();
}

export async function removeJob(db: Knex, key: string): Promise<void> {
  if (isPostgres(db)) await db.raw('select graphile_worker.remove_job(?)', [key]);
  else await db('jobs').where({ key }).delete();
}

/** How many jobs are due that nobody has begun. */
export async function countDueJobs(db: Knex, now: Date): Promise<number> {
  const due = isPostgres(db)
    ? db('graphile_worker.jobs').whereNull('locked_at').whereRaw('attempts < max_attempts')
    : db('jobs');
  const [row] = await due.where('run_at', '<=', now.toISOString()).count({ count: '*' });
  return Number(row?.count);
}

/** Leaves the rows for which no job of this key, an SQL expression, waits or is being done. */
export function whereNoJob(query: Knex.QueryBuilder, db: Knex, key: string): Knex.QueryBuilder {
  const jobs = isPostgres(db)
    ? db('graphile_worker.jobs').whereRaw('attempts < max_attempts or locked_at is not null')
    : db('jobs');
  return query.whereNotExists(db.select(db.raw('1')).from(jobs.as('job')).whereRaw(`job.key = ${key}`));
}

/** Gives back the jobs of workers that are not among these, and have had them since before. Returns how many they were. */
export async function releaseJobs(db: Knex, living: readonly string[], before: Date): Promise<number> {
  if (!isPostgres(db)) return 0;
  const gone: string[] = await db('graphile_worker.jobs')
    .where('locked_at', '<', before.toISOString())
    .whereNotIn('locked_by', living)
    .pluck('locked_by');
  if (gone.length > 0) await db.raw('select graphile_worker.force_unlock_workers(?)', [[...new Set(gone)]]);
  return gone.length;
}
