import { fromGuest } from './guest-json.js';
import type { RunFailure } from './run-failure.js';
import type { RunState } from './run-state.js';
import type { RunOutput } from './runner.js';

/** What an integration answers that says nothing else. */
export const outputAtFirst = (pathName: string): RunOutput => ({
  payload: `Integration ${pathName} completed successfully!`,
  status: 200,
  headers: {},
});

/** What the integration has not set itself says now that it failed. */
export async function setFailedOutput(run: RunState): Promise<void> {
  const first = outputAtFirst(run.job.definition.pathName);
  let { payload, status } = first;
  try {
    const [json] = (await run.sandbox.call('output')) as [string];
    ({ payload, status } = JSON.parse(json));
  } catch {
    await run.sandbox.call('clearOutput');
  }
  await run.sandbox.call('setOutput', {
    ...((payload === first.payload || (payload === null && status === undefined)) && { payload: 'Error' }),
    ...((status === first.status || status === undefined) && { status: 500 }),
  });
}

/**
 * What a run answers, and as JSON what its history shows of that.
 * @param written the output that the formulas have left, as it is and masked where that differs; null when there is none
 */
export function outputOf(
  run: RunState,
  written: readonly [string, string | null] | null,
  failure: RunFailure | null,
): { plain: RunOutput; shown: string } {
  const fallback = failure
    ? { payload: 'Error', status: 500, headers: {} }
    : outputAtFirst(run.job.definition.pathName);
  const [plain, masked] = written ?? [JSON.stringify(fallback), null];
  const { payload, status, headers } = fromGuest(plain, run.files) as Record<keyof RunOutput, unknown>;
  return { plain: { payload, status: statusOf(status, failure), headers: headersOf(headers) }, shown: masked ?? plain };
}

function statusOf(status: unknown, failure: RunFailure | null): number {
  const number = Number(status);
  if (Number.isInteger(number) && number >= 200 && number <= 599) return number;
  return failure ? 500 : 200;
}

function headersOf(headers: unknown): Record<string, string> {
  if (headers === null || typeof headers !== 'object' || Array.isArray(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== null && typeof value !== 'object')
      .map(([name, value]) => [name, String(value)]),
  );
}
