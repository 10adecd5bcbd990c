import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { forgetRetiredKeys } from './oauth/keys.js';
import type { Queries } from './queries/queries.js';
import { sweepRunHistory } from './queries/run-retention.js';

/** How often this process says that it lives; it counts as gone when it has not for a minute. */
const SEEN_EVERY_MS = 10_000;
const ORPHANS_EVERY_MS = 30_000;
const SWEEP_EVERY_MS = 3_600_000;

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
  #work: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: UpkeepOptions) {}

  /** Announces the process, ends the runs of those that are gone, and gives back the vaults that they had. */
  async start(): Promise<void> {
    const { queries, processId, now } = this.options;
    await queries.processes.begin({ id: processId, hostname: hostname(), pid: process.pid }, now());
    await this.#endOrphans();
    this.#every(SEEN_EVERY_MS, () => queries.processes.seen(processId, now()));
    this.#every(ORPHANS_EVERY_MS, () => this.#endOrphans());
    this.#every(SWEEP_EVERY_MS, () => this.sweep());
  }

  async stop(): Promise<void> {
    this.#over.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#work;
    await this.options.queries.processes.end(this.options.processId).catch(() => {});
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    const { log } = this.options;
    const tick = () => {
      this.#work = this.#work.then(work).catch((error: unknown) => log.warn({ err: error }, 'upkeep failed'));
    };
    this.#timers.push(setInterval(tick, ms).unref());
  }

  async #endOrphans(): Promise<void> {
    const { queries, now, log } = this.options;
    const check = { now: now(), hostname: hostname(), isAlive };
    const ended = await queries.runs.endOrphans(check);
    if (ended > 0) log.warn({ runs: ended }, 'runs were ended whose process is gone');
    const released = await queries.vaults.releaseOrphans(check);
    if (released > 0) log.warn({ vaults: released }, 'vaults were released whose process is gone');
  }

  /** Deletes what is over: short answers first, and then the run history, which may take long. */
  async sweep(): Promise<void> {
    const { queries, now, log } = this.options;
    const idempotent_answers = await queries.idempotency.sweep(now());
    const web_sessions = await queries.webSessions.sweep(now());
    const oauth_applications = await queries.oauthApplications.sweep(now());
    const oauth_artifacts = await queries.oauthArtifacts.sweep(now());
    await forgetRetiredKeys(this.options);
    const runs = await sweepRunHistory(queries, now(), this.#over.signal);
    const counts = { ...runs, idempotent_answers, web_sessions, oauth_applications, oauth_artifacts };
    log.info(counts, 'what is no longer to be kept was deleted');
  }
}

/** Whether a process of this host lives; one of another user does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
