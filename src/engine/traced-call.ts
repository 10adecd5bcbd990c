import type { AdapterResponse, CallTrace } from '../adapters/adapter.js';
import type { Attributes } from '../tracing/tracer.js';
import type { PlannedRequest } from './plan.js';
import { RunFailure } from './run-failure.js';
import type { RunState } from './run-state.js';

/** Calls a system, as a piece of the run's trace where there is one. */
export async function tracedCall(
  run: RunState,
  { system, name }: PlannedRequest,
  call: (trace: CallTrace | null) => Promise<AdapterResponse>,
): Promise<AdapterResponse> {
  if (!run.job.traced) return call(null);
  const { id, headers } = await run.host.callBegins({ system, name });
  let attributes: Attributes = {};
  let error: string | null = null;
  try {
    const response = await call({
      headers,
      set: (more) => {
        attributes = { ...attributes, ...more };
      },
    });
    if (!response.success) error = response.messages[0]?.type ?? 'UNCATEGORIZED_ERROR';
    return response;
  } catch (thrown) {
    error = RunFailure.of(thrown).type;
    throw thrown;
  } finally {
    run.host.callEnds({ id, attributes, error });
  }
}
