import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { isAlive } from './is-alive.js';
import { forgetRetiredKeys } from './oauth/keys.js';
import { GONE_AFTER_MS } from './queries/processes.js';
import type { Queries } from './queries/queries.js';
import { sweepRunHistory } from './queries/run-retention.js';

/** How often this process says that it lives. */
const SEEN_EVERY_MS = 5_000;
/** How often it looks for what others have left that are gone. */
const LOOK_EVERY_MS = 10_000;
/** When it could not say so for so long, others could not either. */
const SEEN_LATE_MS = 2 * SEEN_EVERY_MS;
/** How long a queued run is left alone before it is looked whether it has a job: what adds it has long been done then. */
const JOB_MISSING_AFTER_MS = 20_000;
/** How long a job stays with a worker that nobody knows of: one that has just begun takes a moment to say its name. */
const UNKNOWN_WORKER_MS = 5_000;
const HOUR_MS = 3_600_000;

interface UpkeepOptions {
  readonly queries: Queries;
  readonly processId: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What is to be done again and again while the process lives: nothing of it is waited for by anybody. */
export class Upkeep {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #over = new AbortController();
  readonly #underWay = new Map<() => Promise<unknown>, Promise<void>>();
  /** When this process has last said that it lives, in milliseconds since 1970. */
  #seenAt = Number.NEGATIVE_INFINITY;
  /** Since when it could say so whenever it was time. */
  #steadySince = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: UpkeepOptions) {}

  /** Announces the process, ends the runs of those that are gone, and gives back what they had. */
  async start(): Promise<void> {
    const { queries, processId, now } = this.options;
    await queries.processes.begin({ id: processId, hostname: hostname(), pid: process.pid }, now());
    this.#noteSeen();
    await this.#lookAfterOthers();
    await this.#planSweep();
    this.#every(SEEN_EVERY_MS, async () => {
      await queries.processes.seen(processId, now());
      this.#noteSeen();
    });
    this.#every(LOOK_EVERY_MS, () => this.#lookAfterOthers());
  }

  async stop(): Promise<void> {
    this.#over.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#underWay.values());
    await this.options.queries.processes.end(this.options.processId).catch(() => {});
  }

  /** Leaves out what is due while the same is under way; one work does not wait for another. */
  #every(ms: number, work: () => Promise<unknown>): void {
    const { log } = this.options;
    const tick = () => {
      if (this.#underWay.has(work)) return;
      const done = work()
        .catch((error: unknown) => log.warn({ err: error }, 'upkeep failed'))
        .then(() => void this.#underWay.delete(work));
      this.#underWay.set(work, done);
    };
    this.#timers.push(setInterval(tick, ms).unref());
  }

  #noteSeen(): void {
    const at = this.options.now().getTime();
    if (at - this.#seenAt > SEEN_LATE_MS) this.#steadySince = at;
    this.#seenAt = at;
  }

  async #lookAfterOthers(): Promise<void> {
    const { queries, now, log } = this.options;
    const at = now();
    // While the database was gone nobody could say that it lives: all others would be taken for dead, and their runs ended.
    const steady = at.getTime() - this.#steadySince > GONE_AFTER_MS && at.getTime() - this.#seenAt <= SEEN_LATE_MS;
    const check = { now: at, hostname: hostname(), isAlive, goneAfterMs: steady ? GONE_AFTER_MS : LONG_GONE_MS };
    await queries.processes.noteGone(check);
    const ended = await queries.runs.endOrphans(check);
    if (ended > 0) log.warn({ runs: ended }, 'runs were ended whose process is gone');
    const released = await queries.vaults.releaseOrphans(check);
    if (released > 0) log.warn({ vaults: released }, 'vaults were released whose process is gone');
    const returned = await queries.jobs.release(
      await queries.processes.workers(check),
      new Date(at.getTime() - UNKNOWN_WORKER_MS),
    );
    if (returned > 0) log.warn({ jobs: returned }, 'jobs were given back whose process is gone');
    const longDue = new Date(at.getTime() - JOB_MISSING_AFTER_MS);
    const missing = await queries.queuedRuns.addMissingJobs(longDue);
    if (missing > 0) log.warn({ runs: missing }, 'queued runs had no job, and have one again');
    const unplanned = await queries.schedules.addMissingJobs(longDue);
    if (unplanned > 0) log.warn({ schedules: unplanned }, 'schedules had no job, and have one again');
  }

  /** Deletes what is over: short answers first, and then the run history, which may take long. */
  async sweep(): Promise<void> {
    const { queries, now, log } = this.options;
    await this.#planSweep();
    const idempotent_answers = await queries.idempotency.sweep(now());
    const web_sessions = await queries.webSessions.sweep(now());
    const oauth_applications = await queries.oauthApplications.sweep(now());
    const oauth_artifacts = await queries.oauthArtifacts.sweep(now());
    const rate_buckets = (await queries.rateBuckets?.sweep()) ?? 0;
    const processes = await queries.processes.sweep(now());
    await forgetRetiredKeys(this.options);
    const runs = await sweepRunHistory(queries, now(), this.#over.signal);
    const counts = {
      ...runs,
      idempotent_answers,
      web_sessions,
      oauth_applications,
      oauth_artifacts,
      rate_buckets,
      processes,
    };
    log.info(counts, 'what is no longer to be kept was deleted');
  }

  /** The next sweep is at the full hour, once for all processes, whoever of them says so. */
  async #planSweep(): Promise<void> {
    const { queries, now } = this.options;
    const at = new Date((Math.floor(now().getTime() / HOUR_MS) + 1) * HOUR_MS);
    await queries.jobs.add('sweep', {}, { at, key: 'sweep' });
  }
}

/** When others are dead beyond doubt. */
const LONG_GONE_MS = 600_000;
