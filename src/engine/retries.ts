import { nextRetry, type RetryConfig } from './retry-schedule.js';
import type { QueueRequest, RunQueue } from './run-queue.js';
import type { RunResult } from './runner.js';

export interface RetriesOptions {
  readonly runQueue: Pick<RunQueue, 'add'>;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Tries failed runs again (domain.md 4.14): each retry is a run that is queued for later. */
export class Retries {
  constructor(private readonly options: RetriesOptions) {}

  /**
   * To be told of every run that failed, a retry too; answers with whether it will be tried again. A run that somebody has
   * cancelled will not.
   */
  async afterFailure(request: QueueRequest, result: RunResult, config: RetryConfig): Promise<boolean> {
    if (result.status !== 'failure' || result.error?.type === 'cancelled') return false;
    const { runQueue, now, random } = this.options;
    const done = request.retry?.attempt ?? 0;
    const next = nextRetry(config, done, random);
    if (!next) return false;
    const { integrationId, actor, input, hidden } = request;
    const of = request.retry ? request.retry.of : result.runHistoryId;
    await runQueue.add(
      {
        integrationId,
        actor,
        startedBy: 'retry',
        input,
        hidden,
        labels: of === null ? [] : [`retry_for_run_id:${of}`],
        retry: { of, attempt: done + 1 },
      },
      new Date(now().getTime() + next.delayMs),
    );
    return true;
  }
}
