import type { RunRecord, RunStep } from '../../generated/schemas.js';
import type { RunItemRow, RunItemTexts, RunRow } from '../queries/run-history.js';

/** How much of a run's error message is shown in a list; the FAILURE step has all of it. */
const LONGEST_MESSAGE = 1_000;

/** A run in the words of the tools. What is empty is left out. */
export function runRecord(run: RunRow, labels: readonly string[] | null): RunRecord {
  const { error_message } = run;
  return {
    run_history_id: run.id,
    integration: { id: run.integration_id, path_name: run.path_name },
    status: run.status,
    started_at: run.started_at,
    ...(run.finished_at !== null && { finished_at: run.finished_at }),
    ...(run.milliseconds !== null && { milliseconds: run.milliseconds }),
    user: run.username,
    started_by: run.started_by,
    ...(run.parent_run_id !== null && { parent_run_history_id: run.parent_run_id }),
    ...(run.retry_for_run_id !== null && {
      retry_for_run_history_id: run.retry_for_run_id,
      retry_attempt: run.retry_attempt,
    }),
    ...(run.output_status !== null && { output_status: run.output_status }),
    ...(run.error_type !== null && { error_type: run.error_type }),
    ...(error_message !== null && {
      error_message:
        error_message.length > LONGEST_MESSAGE ? `${error_message.slice(0, LONGEST_MESSAGE)}…` : error_message,
    }),
    payloads_stored: run.payloads_stored,
    input_masked: run.input_masked,
    items: run.items,
    size: run.bytes,
    ...(labels && { labels: [...labels] }),
  };
}

/** A step in the words of the tools, without its parts. */
export function stepOverview(item: RunItemRow): RunStep {
  return {
    id: item.id,
    sequence: item.sequence,
    type: item.type,
    ...(item.label !== null && { label: item.label }),
    at: item.at,
    milliseconds: item.milliseconds,
    failed: item.failed,
    size: item.bytes,
    ...(item.component_kind !== null && { component_type: item.component_kind }),
    ...(item.component_id !== null && { component_id: item.component_id }),
    ...(item.component_field !== null && { component_field: item.component_field }),
  };
}

/** A step with its parts. */
export function fullStep(item: RunItemRow & RunItemTexts): RunStep {
  const { request, response, content, stack_trace, messages } = item;
  return {
    ...stepOverview(item),
    ...(request !== null && { request: json(request) }),
    ...(response !== null && { response: json(response) }),
    ...(content !== null && { content: json(content) }),
    ...(stack_trace !== null && { stack_trace }),
    ...(messages !== null && { messages: json(messages) }),
  };
}

/** What is no JSON is shown as the text that it is. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
