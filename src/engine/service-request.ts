import type { AdapterResponse } from '../adapters/adapter.js';
import { executeRequest } from './adapter-call.js';
import { hasSpecials, shownFiles, toGuest } from './guest-json.js';
import { checkApplied, type Masked } from './masks.js';
import type { PlannedRequest } from './plan.js';
import { leavesOf } from './redactor.js';
import { RunFailure } from './run-failure.js';
import type { RunState } from './run-state.js';
import { tracedCall } from './traced-call.js';
import { recordFailures } from './validation.js';

/** One call of a service request, and what its step in the history will say. */
interface Call {
  readonly at: number;
  /** The request as it was prepared, where nothing can have changed it since. */
  prepared: Dumped | null;
  request: string | null;
  response: string | null;
  messages: AdapterResponse['messages'];
  /** How its step tells that it went; null when there is no step yet. */
  recorded: 'success' | 'failure' | null;
}

/** As it is, and as the history may show it where that differs; JSON. */
type Dumped = readonly [plain: string, masked: string | null];

type Part = (run: RunState, planned: PlannedRequest, call: Call) => Promise<void>;

/** The parts of one service call that goes well (domain.md 4.3), in their order. */
const parts: readonly Part[] = [
  (run, { hooks }) => run.hook(hooks.before_prepare_request_hook),
  prepareOrFail,
  (run, { hooks }) => run.hook(hooks.after_prepare_request_success_hook),
  checkRequest,
  execute,
  (run, { hooks }) => run.hook(hooks.after_overall_success_hook),
];

/** A service request of the top level: its calls, one after the other, and then its variable (domain.md 4.2). */
export async function callServiceRequest(run: RunState, planned: PlannedRequest): Promise<void> {
  const { sandbox, recorder } = run;
  let count: number | null;
  try {
    count = (await sandbox.call('begin', planned.id)) as number | null;
  } catch (error) {
    return await settle(run, planned, newCall(run), error);
  }
  try {
    for (let i = 0; i < (count ?? 1); i++) {
      run.checkStop();
      await recorder.ease();
      const call = newCall(run);
      try {
        if (!(await sandbox.call('beginCall', count === null ? null : i))) continue;
        for (const part of parts) await part(run, planned, call);
      } catch (error) {
        await settle(run, planned, call, error);
      }
    }
  } finally {
    if (sandbox.alive) sandbox.now('publish');
  }
}

const newCall = (run: RunState): Call => ({
  at: run.now(),
  prepared: null,
  request: null,
  response: null,
  messages: [],
  recorded: null,
});

/** F in the domain's diagram: the call has failed; the abort flag says whether the run has too. */
async function settle(run: RunState, planned: PlannedRequest, call: Call, error: unknown): Promise<void> {
  const failure = run.stopReason ?? RunFailure.of(error);
  if (run.sandbox.alive) call.request ??= requestShown(run);
  if (!call.recorded) recordCall(run, planned, call, failure);
  // The step was recorded as it was answered; what failed after it has to stand somewhere too.
  else if (call.recorded === 'success' && !planned.abort && !failure.always) recordAfterwards(run, planned, failure);
  if (!run.sandbox.alive || failure.type === 'cancelled') throw failure;
  await run.hook(planned.hooks.after_overall_failure_hook);
  if (planned.abort || failure.always || failure.type === 'limit_exceeded') throw failure;
}

function recordAfterwards(run: RunState, planned: PlannedRequest, failure: RunFailure): void {
  run.add({
    type: 'FAILURE',
    label: planned.name,
    at: run.now(),
    failed: true,
    stackTrace: failure.report,
    messages: [{ type: failure.type, text: failure.message }],
    place: failure.place ?? planned.place,
  });
}

async function prepareOrFail(run: RunState, planned: PlannedRequest, call: Call | null = null): Promise<void> {
  try {
    await prepare(run, planned, call);
  } catch (error) {
    if (run.sandbox.alive) await run.hook(planned.hooks.after_prepare_request_failure_hook);
    throw error;
  }
}

/** Fills the request from its field mappings, and then from its children. */
async function prepare(run: RunState, planned: PlannedRequest, call: Call | null): Promise<void> {
  const { sandbox } = run;
  const prepared = (await sandbox.call('prepare', call !== null && !changesLater(planned))) as Dumped | null;
  if (call) call.prepared = prepared;
  for (const child of planned.children) await prepareChild(run, child);
}

/** Whether anything can change a request between its field mappings and its sending. */
const changesLater = ({ children, hooks, requestRules }: PlannedRequest): boolean =>
  children.length > 0 ||
  requestRules.length > 0 ||
  hooks.after_prepare_request_success_hook !== null ||
  hooks.before_execute_request_hook !== null;

/** A child is prepared and not called: its requests become a part of its parent's. */
async function prepareChild(run: RunState, child: PlannedRequest): Promise<void> {
  const { sandbox } = run;
  const count = (await sandbox.call('begin', child.id)) as number | null;
  for (let i = 0; i < (count ?? 1); i++) {
    run.checkStop();
    if (!(await sandbox.call('beginCall', count === null ? null : i))) continue;
    await run.hook(child.hooks.before_prepare_request_hook);
    await prepareOrFail(run, child);
    await run.hook(child.hooks.after_prepare_request_success_hook);
  }
  sandbox.now('adopt');
}

async function checkRequest(run: RunState, planned: PlannedRequest, call: Call): Promise<void> {
  await checkRules(run, planned, 'checkRequest', planned.requestRules, call);
}

async function checkRules(
  run: RunState,
  planned: PlannedRequest,
  operation: 'checkRequest' | 'checkResponse',
  rules: PlannedRequest['requestRules'],
  call: Call,
): Promise<void> {
  const failures = await recordFailures(run, operation, rules, call.at);
  const fatal = failures.filter(({ abort }) => abort).map(({ message }) => message);
  if (fatal.length === 0) return;
  const what = operation === 'checkRequest' ? 'request' : 'response';
  throw new RunFailure(
    'validation_failed',
    `The ${what} of ${planned.name} is not valid: ${fatal.join('; ')}.`,
    planned.place,
    undefined,
    true,
  );
}

async function execute(run: RunState, planned: PlannedRequest, call: Call): Promise<void> {
  const { sandbox } = run;
  const isEmpty = planned.skipWithoutSubRequests && !sandbox.now('hasSubRequests');
  if (isEmpty) return recordCall(run, planned, call, null, 'It was not called, because it has no sub requests.');
  await run.hook(planned.hooks.before_execute_request_hook);
  const [plain, masked] = call.prepared ?? (sandbox.now('request') as Dumped);
  call.request = masked ?? plain;
  run.checkStop();
  const response = await tracedCall(run, planned, (trace) => executeRequest(run, planned.system, plain, trace));
  run.checkStop();
  call.messages = response.messages;
  const json = toGuest(response);
  sandbox.now('respond', json, hasSpecials(json));
  call.response = json;
  await maskResponse(run, planned, call);
  if (!response.success) {
    const failure = failureOf(planned, response);
    recordCall(run, planned, call, failure);
    await run.hook(planned.hooks.after_execute_request_failure_hook);
    throw failure;
  }
  recordCall(run, planned, call, null);
  await checkRules(run, planned, 'checkResponse', planned.responseRules, call);
  await run.hook(planned.hooks.after_execute_request_success_hook);
}

function failureOf(planned: PlannedRequest, { messages }: AdapterResponse): RunFailure {
  const texts = messages.map(({ text }) => text);
  const why = texts.length > 0 ? texts.join('; ') : 'the system answered that it did not succeed';
  return new RunFailure('service_request_failed', `${planned.name} failed: ${why}`, planned.place);
}

async function maskResponse(run: RunState, planned: PlannedRequest, call: Call): Promise<void> {
  if (planned.masks.length === 0) return;
  const { sandbox, redactor } = run;
  try {
    const { applied, hidden } = (await sandbox.call('maskResponse')) as Masked;
    redactor.hide(hidden);
    const [plain, masked] = sandbox.now('response') as Dumped;
    call.response = masked ?? plain;
    checkApplied(planned.masks, applied);
  } catch (error) {
    // What the masks would have hidden is not known, so everything is.
    if (!(error instanceof RunFailure)) redactor.hide(leavesOf(JSON.parse(call.response ?? 'null')?.payload));
    throw error;
  }
}

function requestShown(run: RunState): string | null {
  try {
    const [plain, masked] = run.sandbox.now('request') as Dumped;
    return masked ?? plain;
  } catch {
    return null;
  }
}

function recordCall(
  run: RunState,
  planned: PlannedRequest,
  call: Call,
  failure: RunFailure | null,
  note?: string,
): void {
  call.recorded = failure ? 'failure' : 'success';
  const messages = [...call.messages];
  if (note !== undefined) messages.push({ type: 'SKIPPED', text: note });
  if (failure && messages.length === 0) messages.push({ type: 'UNCATEGORIZED_ERROR', text: failure.message });
  run.add({
    type: 'REQUEST',
    label: planned.variable ?? planned.name,
    at: call.at,
    milliseconds: run.now() - call.at,
    failed: failure !== null,
    request: call.request && shownFiles(call.request, run.files),
    response: call.response && shownFiles(call.response, run.files),
    stackTrace: failure?.report ?? null,
    messages,
    place: failure?.place ?? planned.place,
  });
}
