import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Runner, WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import { openPool } from '../database/postgres-pool.js';
import type { Queries } from '../queries/queries.js';
import type { JobHandlers, JobQueue } from './job-queue.js';

/** One connection listens, one fetches jobs, and one notes what was done. */
const CONNECTIONS = 3;
/** How often jobs are looked for that were put off; PostgreSQL tells at once of those that were not. */
const POLL_MS = 500;
/** How long jobs that this process has fetched wait for room in it, before another process may have them. */
const HELD_MS = 500;
/** How long to wait before it begins again when the database has broken it off. */
const BEGIN_AGAIN_MS = 1_000;

export interface GraphileQueueOptions {
  readonly listenUrl: string;
  readonly queries: Pick<Queries, 'processes'>;
  readonly processId: string;
  /** How many jobs are done at once. */
  readonly atOnce: number;
  readonly log: Logger;
}

interface Begun {
  /** Resolves when it has ended, and has closed its connections. */
  readonly ended: Promise<void>;
}

/**
 * The job queue on PostgreSQL, which graphile-worker keeps. A job that its process dies with is given back by the upkeep of another
 * one; graphile-worker itself would wait for hours.
 */
export class GraphileQueue implements JobQueue {
  readonly #over = new AbortController();
  #runner: Runner | null = null;
  #kept: Promise<void> = Promise.resolve();
  #taking = false;

  constructor(private readonly options: GraphileQueueOptions) {}

  get taking(): boolean {
    return this.#taking;
  }

  async start(handlers: JobHandlers): Promise<void> {
    this.#kept = this.#keep(handlers, await this.#begin(handlers));
  }

  async stop(): Promise<void> {
    this.#over.abort();
    // It may have ended by itself.
    await this.#runner?.stop().catch(() => {});
    await this.#kept;
  }

  /** graphile-worker gives up when the database has gone while it noted what was done; it begins again until it is stopped. */
  async #keep(handlers: JobHandlers, first: Begun): Promise<void> {
    const { log } = this.options;
    for (let begun: Begun | null = first; ; ) {
      await begun?.ended;
      await wait(BEGIN_AGAIN_MS, undefined, { signal: this.#over.signal }).catch(() => {});
      if (this.#over.signal.aborted) return;
      log.warn('the job queue was broken off, and begins again');
      begun = await this.#begin(handlers).catch((error: unknown) => {
        log.warn({ err: error }, 'the job queue could not begin');
        return null;
      });
    }
  }

  async #begin(handlers: JobHandlers): Promise<Begun> {
    const { listenUrl, queries, processId, atOnce, log } = this.options;
    // It takes a while to load, and who only serves does without.
    const graphile = await import('graphile-worker');
    this.#over.signal.throwIfAborted();
    const pool = openPool(listenUrl, CONNECTIONS);
    const events: WorkerEvents = new EventEmitter();
    let worker = '';
    events.once('pool:create', ({ workerPool }) => {
      worker = workerPool.id;
    });
    try {
      const runner = await graphile.run({
        pgPool: pool,
        events,
        concurrency: atOnce,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        parsedCronItems: [],
        logger: new graphile.Logger(() => (level, message) => {
          if (level === 'error') log.warn({ worker }, message);
          else log.debug({ worker }, message);
        }),
        // Without these it would note what was done behind its own back, and end the process when the database is gone.
        preset: {
          worker: { localQueue: { size: atOnce, ttl: HELD_MS }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        },
        taskList: Object.fromEntries(
          Object.entries(handlers).map(([name, handler]) => [
            name,
            (payload: unknown) => (handler as (given: unknown) => Promise<void>)(payload),
          ]),
        ),
      });
      this.#runner = runner;
      const ended = runner.promise.catch((error: unknown) => log.warn({ err: error }, 'the job queue has ended'));
      // Who stopped it meanwhile did not know of this one, and waits for it to end.
      if (this.#over.signal.aborted) await runner.stop().catch(() => {});
      await queries.processes.works(processId, worker).catch(async (error: unknown) => {
        await runner.stop().catch(() => {});
        throw error;
      });
      this.#taking = true;
      return {
        ended: ended.then(() => {
          this.#taking = false;
          return pool.end();
        }),
      };
    } catch (error) {
      await pool.end();
      throw error;
    }
  }
}
