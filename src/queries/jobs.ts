import type { Knex } from 'knex';
import type { JobName, Jobs } from '../queue/job-queue.js';

export interface JobOptions {
  /** Not before; at once when left out. */
  readonly at?: Date;
  /** A job of the same key that has not begun is replaced. */
  readonly key?: string;
}

/** The way into the job queue. Within a transaction, the job is there when the transaction is. */
export interface JobQueries {
  add<Name extends JobName>(name: Name, payload: Jobs[Name], options?: JobOptions): Promise<void>;
  /** Takes back a job that has not begun. */
  remove(key: string): Promise<void>;
  /** How many jobs wait that are due. */
  depth(now: Date): Promise<number>;
}
