import type { Knex } from 'knex';
import { whereNoJob } from '../database/job-store.js';
import type { JobNews } from './job-news.js';
import { type JobQueries, jobQueries } from './jobs.js';
import { breakOff } from './run-broken-off.js';
import { runQueries } from './runs.js';

export interface NewQueuedRun {
  readonly integration_id: number;
  readonly user_id: number;
  readonly username: string;
  readonly started_by: string;
  readonly parent_run_id: number | null;
  readonly retry_for_run_id: number | null;
  readonly retry_attempt: number;
  /** How deep integrations have called one another. */
  readonly depth: number;
  readonly due_at: Date;
  readonly sealed_input: string;
  readonly labels: readonly string[];
}

/** How many runs may wait that are to begin at once: of one integration, and of all. */
export interface QueueRoom {
  readonly integration: number;
  readonly all: number;
}

export type Queued =
  | { readonly outcome: 'queued' /** Null when its history is not stored. */; readonly runId: number | null }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'inactive' | 'integration_full' | 'full'; readonly pathName: string };

export interface QueuedRun {
  readonly id: number;
  readonly integration_id: number;
  /** Null when the user is gone. */
  readonly user_id: number | null;
  readonly run_id: number | null;
  readonly started_by: string;
  readonly parent_run_id: number | null;
  readonly retry_for_run_id: number | null;
  readonly retry_attempt: number;
  readonly depth: number;
  readonly due_at: string;
  readonly sealed_input: string;
}

/** What is known of a run once it begins. */
export interface Beginning {
  readonly process_id: string;
  readonly started_at: string;
  readonly payloads_stored: boolean;
}

/** Runs that nobody waits for, until a process begins them. */
export interface QueuedRunQueries {
  /**
   * Queues a run in one transaction: its row in the history, where there is one, itself, and its job.
   * @param room null when it may wait however many do
   */
  add(run: NewQueuedRun, room: QueueRoom | null): Promise<Queued>;
  find(id: number): Promise<QueuedRun | null>;
  /**
   * Makes the run the asker's; false when it is another one's already, or is gone. Nobody may begin it before. Who got no answer may
   * ask again with the same beginning: a run that has a history is still the asker's then.
   */
  claim(id: number, runId: number | null, beginning: Beginning): Promise<boolean>;
  /** Ends a run that cannot be begun; its row in the history says why. */
  refuse(id: number, reason: string, now: Date): Promise<void>;
  /** Has a job do it, not before. */
  putOff(id: number, until: Date): Promise<void>;
  /** Gives a job to the runs that are due since before and have none; returns how many they were. */
  addMissingJobs(before: Date): Promise<number>;
}

/** The key of the job that begins a run. */
const keyOf = (id: number): string => `run:${id}`;
const KEY = "'run:' || queued_runs.id";

/** How many runs get their job in one look. */
const RUNS_A_LOOK = 500;

export function queuedRunQueries(db: Knex, news: JobNews): QueuedRunQueries {
  const addJob = (jobs: JobQueries, id: number, at: Date) => jobs.add('run', { id }, { at, key: keyOf(id) });

  return {
    add: ({ labels, username, due_at, ...run }, room) =>
      db.transaction(async (trx): Promise<Queued> => {
        const { integration_id } = run;
        const integration = await trx('integrations')
          .leftJoin('integration_configs as config', 'config.integration_id', 'integrations.id')
          .where('integrations.id', integration_id)
          .first('path_name', 'active', 'store_run_history', 'store_payload_in_run_history');
        if (!integration) return { outcome: 'not_found' };
        const { path_name: pathName, active, store_run_history, store_payload_in_run_history } = integration;
        if (!active) return { outcome: 'inactive', pathName };
        if (room && (await isFull(trx, room.integration, due_at, integration_id)))
          return { outcome: 'integration_full', pathName };
        if (room && (await isFull(trx, room.all, due_at))) return { outcome: 'full', pathName };
        const { user_id, parent_run_id, started_by, retry_for_run_id, retry_attempt } = run;
        const runId = store_run_history
          ? await runQueries(trx).queue({
              integration_id,
              user_id,
              username,
              parent_run_id,
              started_by,
              started_at: due_at.toISOString(),
              retry_for_run_id,
              retry_attempt,
              payloads_stored: store_payload_in_run_history,
              labels,
            })
          : null;
        const row = { ...run, run_id: runId, due_at: due_at.toISOString() };
        const [{ id }] = await trx('queued_runs').insert(row, ['id']);
        await addJob(jobQueries(trx, news), id, due_at);
        return { outcome: 'queued', runId };
      }),
    find: async (id) => (await db('queued_runs').where({ id }).first()) ?? null,
    claim: (id, runId, beginning) =>
      db.transaction(async (trx) => {
        const taken = await take(trx, id);
        if (taken?.run_id) await runQueries(trx).begin(taken.run_id, beginning);
        if (taken || runId === null) return taken !== null;
        const { process_id, started_at } = beginning;
        return (
          (await trx('runs').where({ id: runId, status: 'running', process_id, started_at }).first('id')) !== undefined
        );
      }),
    refuse: (id, reason, now) =>
      db.transaction(async (trx) => {
        const taken = await take(trx, id);
        if (!taken?.run_id) return;
        await breakOff(trx, taken.run_id, { was: 'queued', error_type: 'not_begun', reason, now });
      }),
    putOff: (id, until) => addJob(jobQueries(db, news), id, until),
    async addMissingJobs(before) {
      const query = db('queued_runs').where('due_at', '<', before.toISOString()).orderBy(['due_at', 'id']);
      const missing = await whereNoJob(query, db, KEY).limit(RUNS_A_LOOK).select('id', 'due_at');
      for (const { id, due_at } of missing) await addJob(jobQueries(db, news), id, new Date(due_at));
      return missing.length;
    },
  };
}

/** Whoever deletes a run has it; null for all others. */
async function take(trx: Knex, id: number): Promise<{ run_id: number | null } | null> {
  const waiting = await trx('queued_runs').where({ id }).first('run_id');
  if (!waiting || (await trx('queued_runs').where({ id }).delete()) === 0) return null;
  return waiting;
}

/** Whether as many runs are due as may wait. */
async function isFull(trx: Knex, limit: number, now: Date, integrationId?: number): Promise<boolean> {
  const waiting = trx('queued_runs').where('due_at', '<=', now.toISOString());
  if (integrationId !== undefined) waiting.where({ integration_id: integrationId });
  // Looks at no more rows than it has to.
  const [last] = await waiting
    .offset(limit - 1)
    .limit(1)
    .select('id');
  return last !== undefined;
}
