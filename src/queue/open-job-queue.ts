import type { Logger } from 'pino';
import type { Queries } from '../queries/queries.js';
import type { JobQueue } from './job-queue.js';
import { LocalQueue } from './local-queue.js';

interface JobQueueOptions {
  /** A PostgreSQL that one can listen to; null on SQLite. */
  readonly listenUrl: string | null;
  readonly queries: Queries;
  readonly processId: string;
  /** How many jobs are done at once. */
  readonly atOnce: number;
  readonly now: () => Date;
  readonly log: Logger;
}

/** The job queue that goes with the database. */
export async function openJobQueue({ listenUrl, ...options }: JobQueueOptions): Promise<JobQueue> {
  if (listenUrl === null) return new LocalQueue(options);
  // graphile-worker takes a while to load, and nobody needs it on SQLite.
  const { GraphileQueue } = await import('./graphile-queue.js');
  return new GraphileQueue({ ...options, listenUrl });
}
