import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Limits } from './limits.js';
import type { RunPool } from './run-pool.js';
import { type CustomAdapterTrial, RunRefused } from './runner.js';

export interface TrialsOptions {
  readonly pool: RunPool;
  readonly log: Logger;
  readonly allowedHosts: readonly string[];
  readonly limits: Limits;
  readonly timeoutMs?: number;
}

/** How long trying a custom adapter out may take, waiting for a thread included. */
const TRIAL_MS = 20_000;

/** Tries custom adapters out with their configurations, off the main thread. */
export class CustomAdapterTrials {
  readonly #underWay = new Set<AbortController>();
  #stopping = false;

  constructor(private readonly options: TrialsOptions) {}

  /** What is wrong; null when nothing is. @throws RunRefused, or the signal's reason once it is aborted */
  async try(trial: CustomAdapterTrial, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const { customCodeProblem } = await import('./custom-adapter-code.js');
    const problem = customCodeProblem(trial.code);
    if (problem !== null) return `Failed to compile custom adapter code: ${problem}`;
    // It may have been aborted while that was loaded.
    signal.throwIfAborted();
    const { pool } = this.options;
    if (this.#stopping) throw new RunRefused('stopping', STOPPING);
    if (pool.isFull) throw new RunRefused('busy', 'The gateway has as many runs waiting as it takes; try again later.');
    const over = new AbortController();
    const abort = () => over.abort(signal.reason);
    signal.addEventListener('abort', abort);
    this.#underWay.add(over);
    try {
      return await this.#tried(trial, over);
    } finally {
      signal.removeEventListener('abort', abort);
      this.#underWay.delete(over);
    }
  }

  /** Ends those that are under way, and begins no more. */
  stop(): void {
    this.#stopping = true;
    for (const over of this.#underWay) over.abort(new RunRefused('stopping', STOPPING));
  }

  async #tried(trial: CustomAdapterTrial, over: AbortController): Promise<string | null> {
    const { pool, log, allowedHosts, limits, timeoutMs = TRIAL_MS } = this.options;
    const pooled = pool.try(trial, allowedHosts, limits);
    const tried = pooled.result.catch((error: Error) => {
      log.warn({ err: error }, 'the thread in which a custom adapter was tried out has ended');
      return 'It computed for longer, or took more memory, than it may, and was ended.';
    });
    const tooLate = wait(timeoutMs, `It took longer than ${timeoutMs / 1000} s, and was stopped.`, {
      signal: over.signal,
      ref: false,
    });
    try {
      return await Promise.race([tried, tooLate]);
    } catch (error) {
      throw over.signal.aborted ? over.signal.reason : error;
    } finally {
      pooled.cancel();
      tooLate.catch(() => {});
      over.abort();
    }
  }
}

const STOPPING = 'The gateway is stopping, and tries nothing out any more.';
