import type { Logger } from 'pino';
import type { Keyring } from '../crypto/keyring.js';
import type { Queries } from '../queries/queries.js';
import type { DueRetry } from '../queries/retries.js';
import { openInput, sealInput } from './retry-input.js';
import { nextRetry, type RetryConfig } from './retry-schedule.js';
import { type Actor, type Runner, RunRefused, type RunRequest, type RunResult } from './runner.js';

/** How long a process may take to start what it has claimed, before another one does. */
const LEASE_MS = 60_000;
/** How long to wait before looking again when nothing is known to be due: another process may have died, or the database. */
const LOOK_AGAIN_MS = 60_000;
/** How long to wait when the runner takes no more runs for now. */
const BUSY_MS = 5_000;
/** How many are started at once. */
const MOST_CLAIMED = 20;

export interface RetriesOptions {
  readonly queries: Pick<Queries, 'retries' | 'users' | 'permissions'>;
  readonly keyring: Keyring;
  readonly runner: Pick<Runner, 'start'>;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Calls back once, unless the function that it gives is called before. */
  readonly setTimer: (work: () => void, ms: number) => () => void;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Tries failed runs again (domain.md 4.14). What is scheduled outlives the process. */
export class Retries {
  readonly #options: RetriesOptions;
  #cancelTimer = () => {};
  /** When the timer calls back, in milliseconds since 1970. */
  #armedFor = Number.POSITIVE_INFINITY;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: RetriesOptions) {
    this.#options = options;
  }

  /** Looks for what an earlier process has left, and from then on for all that is due. */
  start(): Promise<void> {
    return this.#look();
  }

  /** Starts nothing any more; resolves when what is being started has started. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#work;
  }

  /**
   * To be told of every run that failed, a retry too; answers with whether it will be tried again. A run that somebody has
   * cancelled will not.
   */
  async afterFailure(request: RunRequest, result: RunResult, config: RetryConfig): Promise<boolean> {
    if (result.status !== 'failure' || result.error?.type === 'cancelled') return false;
    const { queries, keyring, now, random } = this.#options;
    const done = request.retry?.attempt ?? 0;
    const next = nextRetry(config, done, random);
    if (!next) return false;
    const due = new Date(now().getTime() + next.delayMs);
    await queries.retries.schedule({
      integration_id: request.integrationId,
      user_id: request.actor.id,
      run_id: request.retry ? request.retry.of : result.runHistoryId,
      attempt: done + 1,
      due_at: due.toISOString(),
      sealed_input: sealInput(keyring, request.input),
    });
    this.#arm(due.getTime());
    return true;
  }

  /** Sets the timer, unless it calls back earlier anyway. */
  #arm(at: number): void {
    if (this.#stopped || at >= this.#armedFor) return;
    this.#cancelTimer();
    this.#armedFor = at;
    this.#cancelTimer = this.#options.setTimer(
      () => {
        this.#armedFor = Number.POSITIVE_INFINITY;
        this.#look();
      },
      Math.max(0, at - this.#options.now().getTime()),
    );
  }

  /** Starts what is due, after whatever an earlier look is still starting. */
  #look(): Promise<void> {
    this.#work = this.#work.then(() => this.#startDue());
    return this.#work;
  }

  async #startDue(): Promise<void> {
    const { queries, now, log } = this.#options;
    const again = now().getTime() + LOOK_AGAIN_MS;
    try {
      for (let claimed = MOST_CLAIMED; claimed === MOST_CLAIMED && !this.#stopped; ) {
        const due = await queries.retries.claimDue(now(), LEASE_MS, MOST_CLAIMED);
        await Promise.all(due.map((retry) => this.#start(retry)));
        claimed = due.length;
      }
      const next = await queries.retries.nextDue();
      this.#arm(Math.min(again, next?.getTime() ?? again));
    } catch (error) {
      log.error({ err: error }, 'retries could not be looked for');
      this.#arm(again);
    }
  }

  /** Starts one retry. What fails here must not keep the others from starting: it is due again at the end of its lease. */
  async #start(retry: DueRetry): Promise<void> {
    const { queries, now, log } = this.#options;
    const about = { integration_id: retry.integration_id, run_history_id: retry.run_id, attempt: retry.attempt };
    try {
      const refused = await this.#refusal(retry);
      if (refused === 'wait') {
        await queries.retries.putOff(retry.id, new Date(now().getTime() + BUSY_MS));
        return;
      }
      if (refused) log.warn({ ...about, reason: refused }, 'a failed run is not tried again');
      await queries.retries.delete(retry.id);
    } catch (error) {
      log.error({ ...about, err: error }, 'a retry could not be started');
    }
  }

  /** Why a retry was not started; null when it was. */
  async #refusal(retry: DueRetry): Promise<string | null> {
    const { keyring, runner } = this.#options;
    const actor = await this.#actorOf(retry);
    if (!actor) return `${retry.username} may not execute the integration any more`;
    let input: RunRequest['input'];
    try {
      input = openInput(keyring, retry.sealed_input);
    } catch (error) {
      return `its input cannot be read: ${(error as Error).message}`;
    }
    try {
      await runner.start({
        integrationId: retry.integration_id,
        actor,
        startedBy: 'retry',
        input,
        labels: retry.run_id === null ? [] : [`retry_for_run_id:${retry.run_id}`],
        retry: { of: retry.run_id, attempt: retry.attempt },
      });
      return null;
    } catch (error) {
      if (!(error instanceof RunRefused)) throw error;
      return error.code === 'busy' || error.code === 'stopping' ? 'wait' : error.message;
    }
  }

  /** Who it is for, as that user is now; null when the user may not execute the integration any more. */
  async #actorOf({ username, integration_id }: DueRetry): Promise<Actor | null> {
    const { users, permissions } = this.#options.queries;
    const user = await users.find(username);
    if (!user?.active) return null;
    const granted = user.is_superuser || (await permissions.on(user.id, integration_id)).some(({ execute }) => execute);
    return granted ? { id: user.id, username, email: user.email, superuser: user.is_superuser } : null;
  }
}
