import type { Logger } from 'pino';
import type { RunEnd, RunQueries } from '../queries/runs.js';

/** How long to wait before a database that did not take an end is asked again. */
const AGAIN_MS = 2_000;

/**
 * The ends of runs that the database did not take. They are offered again until it does, so that a run that has ended is not
 * shown as running for as long as this process lives.
 */
export class OpenEnds {
  readonly #ends = new Map<number, RunEnd>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly runs: Pick<RunQueries, 'finish'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  add(runId: number, end: RunEnd): void {
    this.#ends.set(runId, end);
    this.#wait();
  }

  /** Offers them a last time. What is not taken then is ended at the next start, as if the process had died. */
  async stop(): Promise<void> {
    await this.#offer();
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#offer(), AGAIN_MS).unref();
  }

  async #offer(): Promise<void> {
    for (const [runId, end] of [...this.#ends]) {
      try {
        await this.runs.finish(runId, end);
      } catch {
        // Why it does not was said when it first did not; one that does not take this takes the others no better.
        return this.#wait();
      }
      this.#ends.delete(runId);
      this.log.info({ run_history_id: runId }, 'the end of a run was recorded late');
    }
  }
}
