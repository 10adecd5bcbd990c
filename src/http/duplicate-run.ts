import type { Account } from '../auth/account.js';
import type { RunInput } from '../engine/runner.js';
import { BLANK_ITEM } from '../queries/run-item.js';
import { REDACTED } from '../queries/run-redaction.js';
import type { NewRunItem, RunItemType, RunQueries } from '../queries/runs.js';
import type { KeptAnswer } from './kept-answer.js';
import type { Target } from './target.js';

/** How the steps of a repeated request are labelled (domain.md 4.13). */
const LABEL = 'idempotent request';

export interface Duplicate {
  readonly account: Account;
  readonly target: Target;
  readonly input: RunInput;
  readonly key: string;
  readonly kept: KeptAnswer;
  readonly at: Date;
  readonly processId: string;
}

/**
 * Writes a request that was repeated, and not run again, into the run history. Payloads are left out: which parts of them a mask
 * would hide, only the engine knows.
 */
export async function recordDuplicate(runs: RunQueries, duplicate: Duplicate): Promise<void> {
  const { account, target, input, key, kept, at, processId } = duplicate;
  const { answer, failed, runHistoryId } = kept;
  const { id, username, email } = account;
  const { method, path, external } = input;
  const user = { id, username, email };
  const fullpath = input.fullpath.split('?')[0];
  const step = (sequence: number, type: RunItemType, content: object): NewRunItem => ({
    ...BLANK_ITEM,
    sequence,
    type,
    label: LABEL,
    at: at.toISOString(),
    failed: type === 'OUTPUT' && failed,
    content: JSON.stringify(content),
  });

  const runId = await runs.create({
    integration_id: target.integration.integration_id,
    user_id: account.id,
    username,
    parent_run_id: null,
    started_by: 'http',
    started_at: at.toISOString(),
    retry_for_run_id: null,
    retry_attempt: 0,
    process_id: processId,
    payloads_stored: false,
    labels: [],
  });
  const nothing = { payload: REDACTED, files: {}, params: {}, headers: {} };
  await runs.record(
    runId,
    [
      step(1, 'INPUT', { ...nothing, path, method, fullpath, user, external }),
      step(2, 'IDEMPOTENT_REQUEST', { idempotency_key: key, run_history_id: runHistoryId }),
      step(3, 'OUTPUT', { payload: REDACTED, headers: {}, status: answer.status }),
    ],
    [],
  );
  await runs.finish(runId, {
    status: failed ? 'failure' : 'success',
    finished_at: at.toISOString(),
    milliseconds: 0,
    output_status: answer.status,
    error_type: null,
    error_message: null,
    input_masked: false,
  });
}
