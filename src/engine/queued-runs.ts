import type { Logger } from 'pino';
import type { Keyring } from '../crypto/keyring.js';
import type { Queries } from '../queries/queries.js';
import type { QueuedRun } from '../queries/queued-runs.js';
import { presentActor } from './present-actor.js';
import { openInput, type QueuedInput } from './queued-input.js';
import type { QueueRequest } from './run-queue.js';
import { type Run, RunRefused, type StartedBy } from './runner.js';

/** How long a run is put off when this process takes no more runs for now. */
const BUSY_MS = 5_000;

/** Begins a run that was queued; null when another process has. */
export interface Beginner {
  begin(id: number, request: QueueRequest, runHistoryId: number | null): Promise<Run | null>;
}

export interface QueuedRunsOptions {
  readonly queries: Pick<Queries, 'queuedRuns' | 'users' | 'permissions' | 'integrations'>;
  readonly keyring: Keyring;
  readonly runner: Beginner;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn'>;
}

/** Does what the job of a queued run asks for. */
export class QueuedRuns {
  constructor(private readonly options: QueuedRunsOptions) {}

  /**
   * Begins a run, unless somebody else has, and resolves when it has ended. One that cannot be begun any more is ended with the
   * reason. What this throws is the database's trouble: the run still waits.
   */
  async run(id: number): Promise<void> {
    const { queries, runner } = this.options;
    const queued = await queries.queuedRuns.find(id);
    if (!queued) return;
    const actor = await presentActor(queries, queued);
    if ('refusal' in actor) return this.#refuse(queued, 'Its user may not execute the integration any more.');
    let opened: QueuedInput;
    try {
      opened = openInput(this.options.keyring, queued.sealed_input);
    } catch (error) {
      return this.#refuse(queued, `Its input cannot be read: ${(error as Error).message}`);
    }
    try {
      const run = await runner.begin(id, { ...requestOf(queued), ...opened, actor }, queued.run_id);
      await run?.result;
    } catch (error) {
      if (!(error instanceof RunRefused)) throw error;
      await this.#refused(queued, error);
    }
  }

  async #refused(queued: QueuedRun, { code, message }: RunRefused): Promise<void> {
    const { queries, now } = this.options;
    // Another process may take it, or this one a little later.
    if (code === 'stopping') return queries.queuedRuns.putOff(queued.id, now());
    if (code === 'busy') return queries.queuedRuns.putOff(queued.id, new Date(now().getTime() + BUSY_MS));
    return this.#refuse(queued, message);
  }

  async #refuse({ id, integration_id, run_id, retry_attempt }: QueuedRun, reason: string): Promise<void> {
    const { queries, now, log } = this.options;
    log.warn({ integration_id, run_history_id: run_id, retry_attempt, reason }, 'a queued run is not begun');
    await queries.queuedRuns.refuse(id, reason, now());
  }
}

const requestOf = (queued: QueuedRun): Omit<QueueRequest, 'actor' | 'input'> => ({
  integrationId: queued.integration_id,
  startedBy: queued.started_by as StartedBy,
  parentRunId: queued.parent_run_id,
  depth: queued.depth,
  ...(queued.retry_attempt > 0 && { retry: { of: queued.retry_for_run_id, attempt: queued.retry_attempt } }),
});
