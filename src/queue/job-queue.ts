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

/** Does one job of each kind; a job whose handler throws is tried again later. */
export type JobHandlers = { readonly [Name in JobName]: (payload: Jobs[Name]) => Promise<void> };

/**
 * Takes the jobs out that `queries.jobs.add` has put in, each once: on PostgreSQL whichever worker is free, on SQLite this process.
 * A job may be handed out again when a process dies with it, so a handler first makes sure, in the database, that it is the one.
 */
export interface JobQueue {
  /** Begins to take jobs. */
  start(handlers: JobHandlers): Promise<void>;
  /** Takes no more; resolves when those under way are done. */
  stop(): Promise<void>;
}
