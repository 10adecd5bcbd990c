import { type Actor, type RunInput, RunRefused, type RunResult, type Stage } from '../engine/runner.js';
import { CallError } from '../mcp/call-error.js';
import type { Call } from '../mcp/handler.js';
import type { Services } from './handler.js';
import { stageReporter } from './stage-reporter.js';

export type AwaitedRun =
  | { readonly ended: true; readonly result: RunResult }
  /** It goes on, but nobody waits any longer. */
  | { readonly ended: false; readonly runHistoryId: number | null };

type RunningCall = Pick<Call, 'principal' | 'signal' | 'progress'> & Pick<Services, 'queries' | 'runner'>;

/**
 * Runs an integration for a call, and waits for its end that long. A client that takes back its call stops its run; when the
 * time of the call is up, the run goes on.
 * @throws CallError when the gateway, and not the integration, is at fault
 */
export async function awaitedRun(
  call: RunningCall,
  integrationId: number,
  input: RunInput,
  waitMs: number,
): Promise<AwaitedRun> {
  const request = { integrationId, actor: await actorOf(call), startedBy: 'mcp', input } as const;
  // Nobody waits for it at all.
  if (waitMs === 0) return { ended: false, runHistoryId: await explained(call.runner.queue(request)) };
  const report = stageReporter(call);
  let answered = false;
  const watch = (stage: Stage) => void (answered || report(stage));
  const run = await explained(call.runner.start(request, watch));
  const waiting = await firstOf(run.result, waitMs, call.signal);
  answered = true;
  if (waiting === 'too long') return { ended: false, runHistoryId: run.runHistoryId };
  if (waiting === 'cancelled') {
    run.cancel();
    await run.result;
    throw new CallError(
      'cancelled',
      'The caller cancelled the call, and the run was stopped.',
      named(run.runHistoryId),
    );
  }
  const { error, runHistoryId, historyProblem } = waiting;
  if (error?.type !== 'gateway_failed') return { ended: true, result: waiting };
  throw new CallError('gateway_failed', error.message, {
    ...named(runHistoryId),
    ...(historyProblem !== null && { history_problem: historyProblem }),
  });
}

/** The run, where it has a history. */
export const named = (runHistoryId: number | null): { run_history_id?: number } =>
  runHistoryId === null ? {} : { run_history_id: runHistoryId };

async function actorOf({ principal, queries }: RunningCall): Promise<Actor> {
  const user = await queries.users.find(principal.username);
  const { id, username } = principal;
  return { id, username, email: user?.email ?? null, superuser: user?.is_superuser ?? false };
}

function explained<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof RunRefused)) throw error;
    throw new CallError(error.code === 'stopping' ? 'unavailable' : error.code, error.message);
  });
}

function firstOf(
  result: Promise<RunResult>,
  waitMs: number,
  signal: AbortSignal,
): Promise<RunResult | 'too long' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    // The pipeline names its own deadline so; every other reason is the client's.
    const onAbort = () => resolve(signal.reason?.name === 'TimeoutError' ? 'too long' : 'cancelled');
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => resolve('too long'), waitMs);
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  });
}
