import type { Knex } from 'knex';
import { addJob, countDueJobs, releaseJobs, removeJob } from '../database/job-store.js';
import type { JobNews } from './job-news.js';

/** What can be waiting to be done, and what each job is told. Payloads are small JSON values: ids, and no secrets. */
export interface Jobs {
  /** A run that nobody waits for: `id` is that of the queued run. */
  readonly run: { readonly id: number };
  /** A schedule's next run; `due` (an ISO time) tells it from the job of a schedule that was changed meanwhile. */
  readonly schedule: { readonly id: number; readonly due: string };
  /** What is no longer to be kept is deleted. */
  readonly sweep: Record<string, never>;
}

export type JobName = keyof Jobs;

export interface JobOptions {
  /** Not before; left out: at once, by the database's time. */
  readonly at?: Date;
  /** A job of the same key that has not begun is replaced. */
  readonly key?: string;
}

/** The way into the job queue. Within a transaction, the job is there when the transaction is. */
export interface JobQueries {
  add<Name extends JobName>(name: Name, payload: Jobs[Name], options?: JobOptions): Promise<void>;
  /** Takes back a job that has not begun. */
  remove(key: string): Promise<void>;
  /** How many jobs are due that nobody has begun. */
  depth(now: Date): Promise<number>;
  /** Gives the jobs back that workers have had since before, and that are not among the living; returns how many they were. */
  release(living: readonly string[], before: Date): Promise<number>;
}

export function jobQueries(db: Knex, news: JobNews): JobQueries {
  return {
    async add(name, payload, { at = null, key = null }: { at?: Date | null; key?: string | null } = {}) {
      await addJob(db, { name, payload: JSON.stringify(payload), at, key });
      news.tell();
    },
    remove: (key) => removeJob(db, key),
    depth: (now) => countDueJobs(db, now),
    release: (living, before) => releaseJobs(db, living, before),
  };
}
