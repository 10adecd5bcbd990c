import { toGuest } from './guest-json.js';
import { postedInput } from './posted-input.js';
import { runIntegration } from './run.js';
import { RunFailure } from './run-failure.js';
import type { RunState } from './run-state.js';
import type { RunInput } from './runner.js';

export interface Callint {
  readonly path_name: string;
  readonly payload: unknown;
  /** Whether the payload holds `payload`, `params`, `path`, `headers`, `method` and `fullpath` for the other one's input. */
  readonly extended_payload: boolean;
  readonly force_run_mode: string | null;
}

/** What another integration answered. */
export interface Called {
  readonly payload: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly run_history_id: number | null;
}

/** Runs another integration as a part of this run (domain.md 4.8, `callint`), and records it as a step. */
export async function callIntegration(run: RunState, call: Callint): Promise<Called> {
  const { job, host } = run;
  run.checkStop();
  const mode = modeOf(call.force_run_mode);
  if (job.depth + 1 > job.limits.depth) {
    throw new RunFailure(
      'service_request_failed',
      `callint: integrations call one another more than ${job.limits.depth} deep.`,
    );
  }
  const at = run.now();
  const opened = await host.child({
    pathName: call.path_name,
    input: inputOf(call),
    mode,
    depth: job.depth + 1,
    parentNames: run.sandbox.now('parentNames') as string,
    hidden: run.redactor.hidden,
  });
  const request = {
    path_name: call.path_name,
    run_mode: 'started' in opened ? 'async' : 'sync',
    payload: call.payload,
  };
  const recorded = { type: 'CALLINT', label: call.path_name, at, request: toGuest(request) } as const;
  if ('started' in opened) {
    const called = {
      payload: `Integration ${opened.pathName} started.`,
      status: 200,
      headers: {},
      run_history_id: opened.runHistoryId,
    };
    run.add({ ...recorded, milliseconds: run.now() - at, response: JSON.stringify(called) });
    return called;
  }
  const { result, hidden } = await runIntegration(opened.job, opened.host, run.world, run.signal, run.signals);
  // What the other one's masks hide comes back in its answer, and must not be shown here either.
  run.redactor.hide(hidden);
  const { payload, status, headers } = result.output;
  const called = { payload, status, headers, run_history_id: result.runHistoryId };
  run.add({
    ...recorded,
    milliseconds: run.now() - at,
    failed: result.status === 'failure',
    response: toGuest(called),
    messages: result.error ? [{ type: result.error.type, text: result.error.message }] : [],
  });
  return called;
}

function modeOf(text: string | null): 'sync' | 'async' | null {
  if (text === null || text === 'sync' || text === 'async') return text;
  throw new RunFailure(
    'service_request_failed',
    `callint: force_run_mode is "${text}"; it must be "sync", "async" or null.`,
  );
}

function inputOf({ path_name, payload, extended_payload }: Callint): RunInput {
  const first = postedInput(path_name, payload, { external: false });
  if (!extended_payload) return first;
  const { payload: inner = {}, params, path, headers, method, fullpath } = Object(payload);
  return {
    ...first,
    payload: inner,
    ...(params && { params }),
    ...(path && { path }),
    ...(headers && { headers }),
    ...(method && { method: String(method) }),
    ...(fullpath && { fullpath: String(fullpath) }),
  };
}
