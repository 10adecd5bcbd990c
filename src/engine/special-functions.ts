import { executeRequest } from './adapter-call.js';
import { type Callint, callIntegration } from './child-run.js';
import { shownFiles, toGuest } from './guest-json.js';
import { leavesOf } from './redactor.js';
import type { VaultRequest } from './run-host.js';
import type { RunState } from './run-state.js';
import type { SandboxHost } from './sandbox-host.js';

interface Calladapter {
  readonly system: string;
  readonly service_name: string | null;
  readonly label: string | null;
  readonly payload: unknown;
  readonly sub_requests: unknown;
}

interface ToldStep {
  readonly type: 'DEBUG' | 'INFO';
  /** JSON. */
  readonly content: string;
  readonly label: string | null;
  readonly stack: string | null;
}

/** What the special functions of a run's formulas do out here (domain.md 4.8). */
export function answerFormulas(run: RunState): SandboxHost {
  const asked: Readonly<Record<string, (given: never) => Promise<unknown>>> = {
    callint: async (given: Callint) => JSON.parse(toGuest(await callIntegration(run, given))),
    calladapter: (given: Calladapter) => calladapter(run, given),
    vault: (given: VaultRequest) => vault(run, given),
  };
  const told: Readonly<Record<string, (given: never, place: Parameters<SandboxHost['tell']>[2]) => void>> = {
    step: ({ type, content, label, stack }: ToldStep, place) =>
      run.add({ type, label, at: run.now(), content: shownFiles(content, run.files), stackTrace: stack, place }),
    label: (text: string) => run.recorder.label(text),
    end: () => {
      run.ended = true;
    },
  };
  return {
    ask: async (operation, given) => asked[operation]?.(given as never),
    tell: (what, given, place) => told[what]?.(given as never, place),
    file: (operation, given) => run.files.operate(operation, given),
    now: () => run.now(),
    modules: new Map(run.job.definition.modules.map(({ name, code }) => [name, code])),
  };
}

/** A system called from a formula: a step like a service request's. */
async function calladapter(run: RunState, given: Calladapter): Promise<unknown> {
  const { system, service_name, label } = given;
  const request = JSON.stringify({
    service_name,
    payload: given.payload ?? {},
    sub_requests: given.sub_requests ?? {},
  });
  const at = run.now();
  run.checkStop();
  const response = await executeRequest(run, String(system), request);
  const json = toGuest(response);
  run.add({
    type: 'REQUEST',
    label: label ?? String(system),
    at,
    milliseconds: run.now() - at,
    failed: !response.success,
    request: shownFiles(request, run.files),
    response: json,
    messages: response.messages,
  });
  return JSON.parse(json);
}

async function vault(run: RunState, request: VaultRequest): Promise<unknown> {
  const value = await run.host.vault(request);
  // A secret that was read must not turn up in the history.
  if (request.operation === 'get_secret') run.redactor.hide(leavesOf(value));
  return value;
}
