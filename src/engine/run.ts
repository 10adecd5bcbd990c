import { shownFiles } from './guest-json.js';
import { checkApplied, type Masked } from './masks.js';
import { leavesOf } from './redactor.js';
import { RunFailure } from './run-failure.js';
import type { RunHost, RunJob } from './run-host.js';
import { outputOf, setFailedOutput } from './run-output.js';
import { checkSetUp } from './run-set-up.js';
import { RunState, type World } from './run-state.js';
import type { RunResult } from './runner.js';
import { Sandbox } from './sandbox.js';
import { callServiceRequest } from './service-request.js';
import type { Signals } from './signals.js';
import { answerFormulas } from './special-functions.js';
import { recordFailures } from './validation.js';

export interface Finished {
  readonly result: RunResult;
  /** What the run's masks and secrets hide, for the run that waits for it. */
  readonly hidden: readonly unknown[];
}

type Work = (run: RunState) => Promise<void>;

/** The stages of a run that goes well (domain.md 4.1), in their order. */
const stages: readonly (readonly [name: string, work: Work])[] = [
  ['set-up', checkSetUp],
  ['INPUT masks', applyInputMasks],
  ['INPUT rules', checkInput],
  ['before_hook', (run) => run.hook(run.plan.before)],
  ['service requests', callServiceRequests],
  ['on_success_hook', (run) => run.hook(run.plan.onSuccess)],
];

/**
 * Runs an integration from INPUT to OUTPUT. Whatever happens on the way, it ends in exactly one of the two end states, its history
 * begins with INPUT and ends with OUTPUT, and it answers with a result.
 */
export async function runIntegration(
  job: RunJob,
  host: RunHost,
  world: World,
  signal: AbortSignal,
  signals: Signals,
): Promise<Finished> {
  const run = new RunState(job, host, world, signal, signals);
  let failure: RunFailure | null = null;
  const atDeadline: Signals = {
    stopped: () => signals.stopped() || run.now() > run.deadline,
    busySince: (ms) => signals.busySince(ms),
    formulaSince: (ms) => signals.formulaSince(ms),
  };
  try {
    run.sandbox = await Sandbox.create(job.limits, atDeadline, answerFormulas(run));
    for (const [name, work] of stages) {
      run.checkStop();
      if (name !== 'service requests') run.stage(name);
      await work(run);
    }
  } catch (error) {
    failure = await fail(run, error);
  }
  // Once more when it fails itself: what has been done before it stays done.
  failure = (await lastly(run)) ?? failure;
  const result = await conclude(run, failure);
  run.sandbox?.dispose();
  run.customAdapters.dispose();
  return { result, hidden: run.redactor.hidden };
}

async function applyInputMasks(run: RunState): Promise<void> {
  const { inputMasks } = run.plan;
  if (inputMasks.length > 0) {
    const { applied, hidden } = (await run.sandbox.call('maskInput')) as Masked;
    run.inputMasked = hidden.length > 0;
    run.redactor.hide(hidden);
    await recordInput(run, true);
    checkApplied(inputMasks, applied);
  } else await recordInput(run, true);
}

/** The first step. What the masks would hide is not shown before they are known. */
async function recordInput(run: RunState, masksApplied: boolean): Promise<void> {
  if (run.inputRecorded) return;
  const unknown = !masksApplied && run.plan.inputMasks.length > 0;
  // What exactly the masks would have hidden is not known now, so everything is.
  if (unknown) run.redactor.hide(leavesOf(run.job.input.payload));
  const content = unknown ? JSON.stringify(NOT_SHOWN) : await inputOf(run);
  run.inputRecorded = true;
  run.recorder.input({ type: 'INPUT', at: run.job.startedAt, content: shownFiles(content, run.files) });
}

const NOT_SHOWN = { payload: 'not shown, because the run failed before its masks were applied' };

async function inputOf({ sandbox }: RunState): Promise<string> {
  const [plain, masked] = (await sandbox.call('input')) as [string, string | null];
  return masked ?? plain;
}

async function checkInput(run: RunState): Promise<void> {
  const { inputRules } = run.plan;
  if (inputRules.length === 0) return;
  const at = run.now();
  const failures = await recordFailures(run, 'checkInput', inputRules, at);
  const fatal = failures.filter(({ abort }) => abort);
  if (fatal.length === 0) return;
  const messages = fatal.map(({ message }) => message);
  await run.sandbox.call('setOutput', {
    status: 400,
    payload: {
      message: 'The payload is not valid.',
      failures: fatal.map(({ name, message }) => ({ field: name, message })),
    },
  });
  throw new RunFailure('validation_failed', `The payload is not valid: ${messages.join('; ')}.`);
}

async function callServiceRequests(run: RunState): Promise<void> {
  for (const request of run.plan.requests) {
    run.checkStop();
    run.stage(request.name);
    await callServiceRequest(run, request);
  }
}

/** Whatever went wrong becomes the run's failure; then the integration may say what it answers. */
async function fail(run: RunState, error: unknown): Promise<RunFailure> {
  const failure = run.stopReason ?? RunFailure.of(error);
  recordFailure(run, failure);
  if (!run.sandbox?.alive) return failure;
  run.sandbox.ignoreStop();
  try {
    await run.sandbox.call('reset');
    await recordInput(run, false);
    await setFailedOutput(run);
    run.stage('on_failure_hook');
    await run.hook(run.plan.onFailure);
  } catch (other) {
    const second = RunFailure.of(other);
    if (second.type !== 'ended') recordFailure(run, second);
  }
  return failure;
}

function recordFailure(run: RunState, failure: RunFailure): void {
  run.add({
    type: 'FAILURE',
    at: run.now(),
    failed: true,
    label: failure.place?.field ?? null,
    stackTrace: failure.report,
    messages: [{ type: failure.type, text: failure.message }],
    place: failure.place,
  });
}

/** `finally_hook`, always. Answers with its own failure. */
async function lastly(run: RunState): Promise<RunFailure | null> {
  if (!run.sandbox?.alive || run.plan.lastly === null) return null;
  run.sandbox.ignoreStop();
  run.stage('finally_hook');
  try {
    await run.sandbox.call('reset');
    await run.hook(run.plan.lastly);
    return null;
  } catch (error) {
    const failure = RunFailure.of(error);
    recordFailure(run, failure);
    if (run.sandbox.alive) await setFailedOutput(run).catch(() => {});
    return failure;
  }
}

/** The last step, and the result. */
async function conclude(run: RunState, earlier: RunFailure | null): Promise<RunResult> {
  const { job, recorder, redactor } = run;
  let failure = earlier;
  run.stage('OUTPUT');
  if (!run.inputRecorded) {
    if (run.plan.inputMasks.length > 0) redactor.hide(leavesOf(job.input.payload));
    recorder.input({ type: 'INPUT', at: job.startedAt, content: JSON.stringify(NOT_SHOWN) });
  }
  let written: readonly [string, string | null] | null = null;
  try {
    if (run.sandbox?.alive) written = (await run.sandbox.call('output')) as [string, string | null];
  } catch (error) {
    // An output of which there is no JSON reaches nobody.
    const problem = RunFailure.of(error);
    recordFailure(run, problem);
    failure ??= problem;
  }
  const output = outputOf(run, written, failure);
  const content = shownFiles(output.shown, run.files);
  recorder.add({
    type: 'OUTPUT',
    at: run.now(),
    failed: failure !== null,
    content,
  });
  const last = await recorder.last();
  const result: RunResult = {
    status: failure ? 'failure' : 'success',
    output: output.plain,
    shownPayload: JSON.parse(redactor.json(content)).payload,
    error: failure && { type: failure.type, message: redactor.text(failure.message) },
    runHistoryId: job.runHistoryId,
    historyProblem: recorder.problem,
    milliseconds: run.now() - job.startedAt,
  };
  const unstored = await run.host.end(result, {
    inputMasked: run.inputMasked,
    files: run.files.all,
    last,
    fault: failure?.type === 'gateway_failed' ? failure.report : null,
  });
  return unstored === null ? result : { ...result, historyProblem: result.historyProblem ?? unstored };
}
