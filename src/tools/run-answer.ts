import type { ExecuteIntegrationOutput } from '../../generated/tools/execute-integration.js';
import type { IntegrationRef } from '../auth/access.js';
import type { RunResult } from '../engine/runner.js';
import { type AwaitedRun, named } from './awaited-run.js';

/** A larger result is left out, so that the rest of the answer arrives. */
export const LARGEST_RESULT = 800 * 1024;

type Answer<Kind> = Extract<ExecuteIntegrationOutput, Kind>;
type Ran = Answer<{ success: true }> | Answer<{ error: 'integration_failed' }>;

/** What is said of a run: how it ended, or that it goes on. The result is shown as the run history shows it. */
export function runAnswer(
  run: AwaitedRun,
  { id, path_name }: IntegrationRef,
  waitedSeconds: number,
): Ran | Answer<{ running: true }> {
  const integration = { id, path_name };
  if (!run.ended) {
    const look =
      run.runHistoryId === null
        ? 'It stores no run history, so its end cannot be looked up.'
        : `Look at it with get_run_history (run_history_id ${run.runHistoryId}).`;
    const how =
      waitedSeconds === 0
        ? 'It is queued, and begins as soon as there is room for it.'
        : `After ${waitedSeconds} s it is still running, and goes on.`;
    const message = `${how} Do not run it again. ${look}`;
    return { running: true, integration, ...named(run.runHistoryId), message };
  }
  const { error, ...result } = run.result;
  const ran = { integration, ...shown(result), ...recorded(result) };
  if (error === null) return { success: true, ...ran };
  const hint =
    result.runHistoryId === null
      ? 'The integration stores no run history; switch that on (config.store_run_history) to see what it did.'
      : 'Look at the run with get_run_history, which shows what each step sent and got.';
  return { success: false, error: 'integration_failed', error_type: error.type, message: error.message, hint, ...ran };
}

function shown({ shownPayload, output }: Pick<RunResult, 'shownPayload' | 'output'>) {
  const bytes = Buffer.byteLength(JSON.stringify(shownPayload ?? null));
  const result = bytes > LARGEST_RESULT ? { result_bytes: bytes } : { result: shownPayload ?? null };
  return { ...result, status: output.status };
}

const recorded = ({ runHistoryId, historyProblem, milliseconds }: Omit<RunResult, 'error'>) => ({
  ...named(runHistoryId),
  ...(historyProblem !== null && { history_problem: historyProblem }),
  milliseconds,
});
