import { registry } from '../../generated/registry.js';
import type { GetRunHistoryOutput } from '../../generated/tools/get-run-history.js';
import type { RunItemRow } from '../queries/run-history.js';
import type { Handler } from './handler.js';
import { fullStep, runRecord, stepOverview } from './run-record.js';

/** How many steps one answer lists. */
const MOST_ITEMS = 2_000;
/** What a step takes up in an answer beside its parts, about. */
const OVERVIEW_BYTES = 350;

/** How large the answer of a run history tool may be (domain.md 1.4). */
export const REPLY_LIMIT: number =
  registry.tools.find(({ name }) => name === 'get_run_history')?.operations[0].limits.response ?? 0;

export const getRunHistory: Handler<'get_run_history'> = async (call, input) => {
  const run = await call.queries.runHistory.run(input.run_history_id);
  if (!run) return call.fail('not_found', `There is no run ${input.run_history_id} any more.`);
  const record = runRecord(run, input.include_labels ? run.labels : null);
  if (!input.include_items) return { run: record };
  const items = await call.queries.runHistory.items(run.id, input.after_sequence, MOST_ITEMS + 1);
  const shown = items.slice(0, MOST_ITEMS);
  const next = items.length > MOST_ITEMS ? shown.at(-1)?.sequence : undefined;
  const rest = next === undefined ? {} : { next_after_sequence: next };

  const estimate = shown.reduce((sum, { bytes }) => sum + bytes + OVERVIEW_BYTES, 0);
  if (estimate <= REPLY_LIMIT) {
    const texts = await call.queries.runHistory.texts(shown.map(({ id }) => id));
    const steps = texts.map((item) => {
      const { messages, ...step } = fullStep(item);
      return messages !== undefined && input.include_messages ? { ...step, messages } : step;
    });
    const answer: GetRunHistoryOutput = { run: record, items: steps, ...rest };
    if (Buffer.byteLength(JSON.stringify(answer)) <= REPLY_LIMIT) return answer;
  }
  return { run: record, items: shown.map(stepOverview), size_error: tooLarge(estimate, shown), ...rest };
};

function tooLarge(size: number, items: readonly RunItemRow[]): NonNullable<GetRunHistoryOutput['size_error']> {
  const largest = items.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3);
  return {
    size,
    limit: REPLY_LIMIT,
    message:
      'The steps are too large for one answer, so they are shown without what is in them. Read one with ' +
      'get_run_history_item and its id, or search the run with get_run_history_item, run_history_id and search. The largest: ' +
      `${largest.map(({ id, type, bytes }) => `${type} ${id} (${bytes} bytes)`).join(', ')}.`,
  };
}
