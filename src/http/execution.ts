import type { Logger } from 'pino';
import type { Account } from '../auth/account.js';
import type { Keyring } from '../crypto/keyring.js';
import { type RunInput, type Runner, RunRefused, type RunRequest, type RunResult } from '../engine/runner.js';
import type { Queries } from '../queries/queries.js';
import { answerOf } from './answer.js';
import { DoorError } from './door-error.js';
import { recordDuplicate } from './duplicate-run.js';
import { errorAnswer } from './error-answer.js';
import { type KeptAnswer, openAnswer, sealAnswer } from './kept-answer.js';
import type { Target } from './target.js';
import { untilDone } from './until-done.js';

export interface ExecutionOptions {
  readonly queries: Queries;
  readonly runner: Runner;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly processId: string;
  readonly log: Logger;
}

/** A request that may be carried out. */
export interface Execution {
  readonly account: Account;
  readonly target: Target;
  readonly input: RunInput;
}

/** An answer, and whether the run came to its own end. */
type Executed = KeptAnswer & { readonly cancelled: boolean };

export interface Executor {
  /** Runs it; when the caller goes away before it is done, the run is cancelled. */
  run(execution: Execution, gone: AbortSignal): Promise<KeptAnswer>;
  /**
   * Runs it unless a request of this key was answered before (domain.md 4.13). A caller who goes away does not end the run: the
   * key is there to ask again for its answer.
   */
  runOnce(execution: Execution, key: string): Promise<KeptAnswer>;
}

export function createExecutor(options: ExecutionOptions): Executor {
  const { queries, runner, keyring, now, processId, log } = options;

  async function execute(execution: Execution, gone: AbortSignal | null): Promise<Executed> {
    const { target } = execution;
    if (target.integration.run_async) return queue(execution, queries);
    const run = await explained(runner.start(requestOf(execution)));
    const cancel = () => run.cancel();
    gone?.addEventListener('abort', cancel, { once: true });
    if (gone?.aborted) cancel();
    const result = await run.result;
    gone?.removeEventListener('abort', cancel);
    return answered(target, result.runHistoryId, result);
  }

  async function queue(execution: Execution, inside: Queries): Promise<Executed> {
    const { target } = execution;
    const runHistoryId = await explained(runner.queue(requestOf(execution), inside));
    return answered(target, runHistoryId, queued(target.integration.path_name, runHistoryId));
  }

  function answered(target: Target, runHistoryId: number | null, result: Outcome): Executed {
    const failed = result.status === 'failure';
    const about = { runHistoryId, failed, cancelled: result.error?.type === 'cancelled' };
    try {
      const { answer, dropped } = answerOf(result.output, target.contentType, failed);
      if (dropped.length > 0)
        log.warn({ integration: target.integration.path_name, run: runHistoryId, headers: dropped }, 'headers dropped');
      return { ...about, answer };
    } catch (error) {
      if (!(error instanceof DoorError)) throw error;
      return { ...about, failed: true, answer: errorAnswer(error) };
    }
  }

  async function runAndKeep(execution: Execution, id: number): Promise<KeptAnswer> {
    let executed: Executed;
    try {
      executed = await execute(execution, null);
    } catch (error) {
      await release(id);
      throw error;
    }
    const { cancelled, ...kept } = executed;
    if (cancelled) await release(id);
    else {
      const sealed = sealAnswer(keyring, id, kept);
      // Until then the key stays taken, so that what was done is not done again.
      await untilDone(
        () => queries.idempotency.answer(id, processId, sealed),
        (error) => log.error({ err: error }, 'the answer to an idempotent request was not kept at once'),
      );
    }
    return kept;
  }

  /** Queues and answers in one: when the database goes away meanwhile, both are done or neither, and only then the key is freed. */
  async function queueAndKeep(execution: Execution, id: number): Promise<KeptAnswer> {
    try {
      return await queries.atomically(async (inside) => {
        const { cancelled, ...kept } = await queue(execution, inside);
        await inside.idempotency.answer(id, processId, sealAnswer(keyring, id, kept));
        return kept;
      });
    } catch (error) {
      await release(id);
      throw error;
    }
  }

  /** A key that was not freed would be taken for as long as this process lives. */
  const release = (id: number) =>
    untilDone(
      () => queries.idempotency.release(id, processId),
      (error) => log.error({ err: error }, 'an idempotency key was not freed at once'),
    );

  async function repeat(execution: Execution, key: string, kept: KeptAnswer): Promise<KeptAnswer> {
    if (execution.target.integration.store_run_history) {
      await recordDuplicate(queries.runs, { ...execution, key, kept, at: now(), processId }).catch((error: unknown) =>
        log.error({ err: error }, 'a repeated request was not recorded'),
      );
    }
    return kept;
  }

  return {
    run: execute,
    async runOnce(execution, key) {
      const { account, target } = execution;
      const { integration_id } = target.integration;
      const request = { user_id: account.id, integration_id, key, process_id: processId };
      const taken = await queries.idempotency.take(request, now());
      if (taken.outcome === 'taken')
        return target.integration.run_async ? queueAndKeep(execution, taken.id) : runAndKeep(execution, taken.id);
      if (taken.outcome === 'answered')
        return repeat(execution, key, openAnswer(keyring, taken.id, taken.sealed_answer));
      if (taken.outcome === 'lost')
        throw new DoorError(
          'process_ended',
          'The gateway process that began the first request with this Idempotency-Key ended before it was answered.',
        );
      throw new DoorError('request_in_progress', 'The first request with this Idempotency-Key is not answered yet.', {
        'Retry-After': '1',
      });
    },
  };
}

type Outcome = Pick<RunResult, 'status' | 'output' | 'error'>;

const requestOf = ({ account: { id, username, email, superuser }, target, input }: Execution): RunRequest => ({
  integrationId: target.integration.integration_id,
  actor: { id, username, email, superuser },
  startedBy: 'http',
  input,
});

const queued = (pathName: string, runHistoryId: number | null): Outcome => ({
  status: 'success',
  error: null,
  output: {
    payload: `Integration ${pathName} was started; ${runHistoryId === null ? 'it stores no run history.' : `its run history id is ${runHistoryId}.`}`,
    status: 200,
    headers: {},
  },
});

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error;
    if (error.code === 'not_found' || error.code === 'inactive') throw new DoorError(error.code, error.message);
    throw new DoorError('unavailable', error.message, { 'Retry-After': '5' });
  }
}
