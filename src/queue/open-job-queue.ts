import type { Logger } from 'pino';
import type { Queries } from '../queries/queries.js';
import { GraphileQueue } from './graphile-queue.js';
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
export const openJobQueue = ({ listenUrl, ...options }: JobQueueOptions): JobQueue =>
  listenUrl === null ? new LocalQueue(options) : new GraphileQueue({ ...options, listenUrl });
