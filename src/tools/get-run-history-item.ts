import type { Queries } from '../queries/queries.js';
import type { FullRunItem } from '../queries/run-history.js';
import { REPLY_LIMIT } from './get-run-history.js';
import type { Handler } from './handler.js';
import { type SearchQuery, SearchQueryError, searchItems } from './item-search.js';
import { fullStep, stepOverview } from './run-record.js';

/** How many steps, and how many bytes of them, are searched at once. */
const ITEMS_A_BATCH = 200;
const BYTES_A_BATCH = 1024 * 1024;

export const getRunHistoryItem: Handler<'get_run_history_item'> = async (call, input) => {
  const { item_id, run_history_id, search } = input;
  const { runHistory } = call.queries;
  if (search === undefined) {
    if (item_id === undefined) {
      return call.fail('invalid_arguments', 'search: needed with run_history_id. To read one step, give its item_id.');
    }
    const item = await runHistory.item(item_id);
    if (!item) return call.fail('not_found', `There is no step of a run ${item_id} any more.`);
    const answer = { run_history_id: item.run_id, item: fullStep(item) };
    const size = Buffer.byteLength(JSON.stringify(answer));
    if (size <= REPLY_LIMIT) return answer;
    const message = 'The step is too large for one answer. Find what you need in it: give search beside item_id.';
    return { ...answer, item: stepOverview(item), size_error: { size, limit: REPLY_LIMIT, message } };
  }

  const item = item_id === undefined ? null : await runHistory.item(item_id);
  if (item_id !== undefined && !item) return call.fail('not_found', `There is no step of a run ${item_id} any more.`);
  const runId = item?.run_id ?? (run_history_id as number);
  const query: SearchQuery =
    input.search_type === 'jq'
      ? { type: 'jq', program: search }
      : { type: 'regex', pattern: search, caseSensitive: input.case_sensitive };
  try {
    const batches = item ? only(item) : batchesOf(call.queries, runId);
    const found = await searchItems(query, batches, call.signal);
    return {
      run_history_id: runId,
      matches: found.matches,
      search_report: {
        items_searched: found.searched,
        complete: found.stoppedBy === null,
        ...(found.stoppedBy && { stopped_by: found.stoppedBy }),
        ...(found.firstFailure !== null && { items_failed: found.failed, first_failure: found.firstFailure }),
      },
    };
  } catch (error) {
    if (!(error instanceof SearchQueryError)) throw error;
    if (query.type === 'jq') return call.fail('bad_jq', `The program cannot be used: ${error.message}`);
    return call.fail('bad_pattern', `The pattern cannot be used: ${error.message}`);
  }
};

async function* only(item: FullRunItem): AsyncGenerator<FullRunItem[]> {
  yield [item];
}

/** A run's steps in their order, so many at once as are not too large. */
async function* batchesOf({ runHistory }: Queries, runId: number): AsyncGenerator<FullRunItem[]> {
  let after = 0;
  for (;;) {
    const items = await runHistory.items(runId, after, ITEMS_A_BATCH);
    let batch: number[] = [];
    let bytes = 0;
    for (const item of items) {
      if (batch.length > 0 && bytes + item.bytes > BYTES_A_BATCH) {
        yield await runHistory.texts(batch);
        batch = [];
        bytes = 0;
      }
      batch.push(item.id);
      bytes += item.bytes;
    }
    if (batch.length > 0) yield await runHistory.texts(batch);
    if (items.length < ITEMS_A_BATCH) return;
    after = items.at(-1)?.sequence as number;
  }
}
