import type { JobName, Jobs } from '../queries/jobs.js';

/** Does one job of each kind; a job whose handler throws is tried again later. */
export type JobHandlers = { readonly [Name in JobName]: (payload: Jobs[Name]) => Promise<void> };

/**
 * Takes the jobs out that `queries.jobs.add` has put in, each once: on PostgreSQL whichever worker is free, on SQLite this process.
 * A job may be handed out again when a process dies with it, so a handler first makes sure, in the database, that it is the one.
 */
export interface JobQueue {
  /** Whether it takes jobs now: it may have lost its database for a while. */
  readonly taking: boolean;
  /** Begins to take jobs. */
  start(handlers: JobHandlers): Promise<void>;
  /** Takes no more; resolves when those under way are done. */
  stop(): Promise<void>;
}
