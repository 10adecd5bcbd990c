import type { RunFilter } from '../../src/queries/run-filter.js';
import type { NewRun, NewRunItem, RunItemType } from '../../src/queries/runs.js';
import type { Scene } from './scene.js';

/** Of runs that no other run has started, all. */
export const ANY_RUN: RunFilter = {
  start: null,
  end: null,
  status: null,
  username: null,
  runId: null,
  stepLabel: null,
  stepType: null,
  requestStatus: null,
  subIntegrations: false,
  debug: false,
};

export const step = (type: RunItemType, parts: Partial<NewRunItem> = {}): NewRunItem => ({
  sequence: 1,
  type,
  label: null,
  at: '2026-11-22T09:30:00.000Z',
  milliseconds: 1.5,
  failed: false,
  request: null,
  response: null,
  content: null,
  stack_trace: null,
  messages: null,
  component_kind: null,
  component_id: null,
  component_field: null,
  ...parts,
});

export interface RunPlan extends Partial<NewRun> {
  readonly steps?: readonly NewRunItem[];
  /** Left out: success. Null: the run goes on. */
  readonly end?: 'success' | 'failure' | null;
}

/** Stores a run of an integration, and answers with its id. */
export async function storeRun(
  { queries, userId }: Pick<Scene, 'queries' | 'userId'>,
  integration_id: number,
  plan: RunPlan = {},
): Promise<number> {
  const { steps = [], end = 'success', ...run } = plan;
  const id = await queries.runs.create({
    integration_id,
    user_id: userId,
    username: 'ann',
    parent_run_id: null,
    started_by: 'mcp',
    started_at: '2026-11-22T09:30:00.000Z',
    retry_for_run_id: null,
    retry_attempt: 0,
    process_id: 'p',
    payloads_stored: true,
    labels: [],
    ...run,
  });
  const numbered = steps.map((each, index) => ({ ...each, sequence: index + 1 }));
  await queries.runs.record(id, numbered, []);
  if (end) {
    await queries.runs.finish(id, {
      status: end,
      finished_at: '2026-11-22T09:30:01.000Z',
      milliseconds: 1000,
      output_status: end === 'success' ? 200 : 500,
      error_type: end === 'success' ? null : 'ended',
      error_message: end === 'success' ? null : 'It ended.',
      input_masked: false,
    });
  }
  return id;
}
