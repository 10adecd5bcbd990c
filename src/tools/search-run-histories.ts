import { RUNS_A_PAGE } from '../queries/run-history.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';
import { parseMoment } from './moment.js';
import { runRecord } from './run-record.js';

export const searchRunHistories: Handler<'search_run_histories'> = async (call, input) => {
  const momentOf = (name: 'start_date' | 'end_date', dateAlone: 'beginning' | 'end') => {
    const text = input[name];
    if (text === undefined) return null;
    const example = '2026-11-22 or 2026-11-22T09:30:00+01:00';
    return (
      parseMoment(text, dateAlone) ??
      call.fail('invalid_arguments', `${name}: this is no ISO 8601 date, like ${example}.`)
    );
  };
  const filter = {
    start: momentOf('start_date', 'beginning'),
    end: momentOf('end_date', 'end'),
    status: input.status ?? null,
    username: input.user ?? null,
    runId: input.run_history_id ?? null,
    stepLabel: input.step_label ?? null,
    stepType: input.step_type ?? null,
    requestStatus: input.service_request_status ?? null,
    subIntegrations: input.include_sub_integrations,
    debug: input.include_debug,
  };
  const search = {
    userId: call.principal.id,
    filter,
    integrations: input.integration_names ?? null,
    text: input.text ?? null,
    cursor: input.cursor ?? null,
    signal: call.signal,
  };
  const found = await answering(call, call.queries.runHistory.search(search));
  const matching = found.records.reduce((sum, { matching_item_ids }) => sum + (matching_item_ids?.length ?? 0), 0);
  return {
    record_count: found.count,
    more_than: found.more,
    records_per_page: RUNS_A_PAGE,
    records: found.records.map(({ labels, matching_item_ids: ids, ...run }) => ({
      ...runRecord(run, labels),
      ...(ids && { matching_item_ids: [...ids] }),
    })),
    ...(found.nextCursor !== null && { next_cursor: found.nextCursor }),
    ...(!found.complete && {
      incomplete: 'The time was over before the page was full. Go on with next_cursor, or use narrower filters.',
    }),
    ...(found.searched && {
      search_report: {
        words: [...found.searched.words],
        items_checked: found.searched.steps,
        items_matching: matching,
      },
    }),
  };
};
