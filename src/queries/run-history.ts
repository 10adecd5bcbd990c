import type { Knex } from 'knex';
import { snapshot } from '../database/snapshot.js';
import type { IntegrationRef } from './integrations.js';
import { QueryError } from './query-error.js';
import { decodeItemCursor, decodeRunCursor, encodeCursor } from './run-cursor.js';
import type { RunFilter, RunStatus } from './run-filter.js';
import { ITEM_TEXTS, type ItemText } from './run-item.js';
import { readRunPage } from './run-page.js';
import { searchRunTexts } from './run-text-search.js';
import { namedIntegrations, visibleIntegrations, visibleOrganization, whereOfOrganization } from './run-visible.js';
import { Phrase } from './run-words.js';
import type { NewRunItem, RunItemType } from './runs.js';
import { storable } from './storable-text.js';

/** A run as it is stored. */
export interface RunRow {
  readonly id: number;
  readonly integration_id: number;
  readonly path_name: string;
  readonly username: string;
  readonly parent_run_id: number | null;
  readonly started_by: string;
  readonly status: RunStatus;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly milliseconds: number | null;
  readonly output_status: number | null;
  readonly error_type: string | null;
  readonly error_message: string | null;
  readonly retry_for_run_id: number | null;
  readonly retry_attempt: number;
  readonly payloads_stored: boolean;
  readonly input_masked: boolean;
  /** How many steps it has, and how many bytes their texts. */
  readonly items: number;
  readonly bytes: number;
}

/** JSON, but for the stack trace. */
export type RunItemTexts = Pick<NewRunItem, ItemText>;

/** A step as it is stored, without its texts. */
export interface RunItemRow extends Omit<NewRunItem, ItemText> {
  readonly id: number;
  readonly run_id: number;
  readonly bytes: number;
}

export type FullRunItem = RunItemRow & RunItemTexts;

export interface RunSearch {
  readonly userId: number;
  readonly filter: RunFilter;
  /** Names or ids; null: all that the user may see. */
  readonly integrations: readonly string[] | null;
  readonly text: string | null;
  readonly cursor: string | null;
  readonly signal: AbortSignal;
  /** How long to search, in milliseconds, before the page is handed over as far as it is filled; 3000 if left out. */
  readonly time?: number;
}

export interface FoundRun extends RunRow {
  readonly labels: readonly string[];
  /** The steps in which the text was found; null when none was searched for. */
  readonly matching_item_ids: readonly number[] | null;
}

export interface FoundRuns {
  readonly records: readonly FoundRun[];
  readonly count: number;
  readonly more: boolean;
  readonly nextCursor: string | null;
  readonly complete: boolean;
  /** Null when no text was searched for. */
  readonly searched: { readonly words: readonly string[]; readonly steps: number } | null;
}

/** What an integration's run can be found by: the run's own id, or the id of one of its steps. */
export type RunPart = 'run' | 'run_item';

export interface RunHistoryQueries {
  /**
   * A page of the runs that a user may see, the newest first.
   * @throws QueryError `not_found`, `invalid_arguments`
   */
  search(search: RunSearch): Promise<FoundRuns>;
  /** The integration that a run, or a step of one, belongs to; null when there is none, or none of the viewer's organization. */
  integrationOf(part: RunPart, id: number, viewerId: number): Promise<IntegrationRef | null>;
  /** A run with its labels; null when there is none. */
  run(id: number): Promise<(RunRow & { readonly labels: readonly string[] }) | null>;
  /** A run's steps behind a sequence number, in their order, without their texts; `without` names types that are left out. */
  items(runId: number, afterSequence: number, limit: number, without?: readonly RunItemType[]): Promise<RunItemRow[]>;
  /** Steps with their texts, in their order. */
  texts(ids: readonly number[]): Promise<FullRunItem[]>;
  item(id: number): Promise<FullRunItem | null>;
}

const SEARCH_MS = 3_000;

/** How many runs a page has (domain.md 1.2). */
export const RUNS_A_PAGE = 50;

const ITEM = [
  'id',
  'run_id',
  'sequence',
  'type',
  'label',
  'at',
  'milliseconds',
  'failed',
  'bytes',
  'component_kind',
  'component_id',
  'component_field',
] as const;
const RUN = [
  'id',
  'integration_id',
  'username',
  'parent_run_id',
  'started_by',
  'status',
  'started_at',
  'finished_at',
  'milliseconds',
  'output_status',
  'error_type',
  'error_message',
  'retry_for_run_id',
  'retry_attempt',
  'payloads_stored',
  'input_masked',
  'items',
  'bytes',
].map((column) => `runs.${column}`);

export function runHistoryQueries(db: Knex): RunHistoryQueries {
  return {
    search: (search) => searchRuns(db, search),

    async integrationOf(part, id, viewerId) {
      const query = db('integrations').select('integrations.id', 'integrations.path_name');
      query.join('runs', 'runs.integration_id', 'integrations.id');
      if (part === 'run') query.where('runs.id', id);
      else query.join('run_items', 'run_items.run_id', 'runs.id').where('run_items.id', id);
      whereOfOrganization(query, await visibleOrganization(db, viewerId));
      return (await query.first()) ?? null;
    },

    run: (id) =>
      snapshot(db, async (trx) => {
        const [run] = await runsOf(trx, [id]);
        return run ? { ...run, labels: (await labelsOf(trx, [id])).get(id) ?? [] } : null;
      }),

    items: (runId, afterSequence, limit, without = []) =>
      db('run_items')
        .select(ITEM)
        .where({ run_id: runId })
        .where('sequence', '>', afterSequence)
        .whereNotIn('type', [...without])
        .orderBy(['sequence', 'id'])
        .limit(limit),

    texts: (ids) =>
      db('run_items')
        .select(...ITEM, ...ITEM_TEXTS)
        .whereIn('id', [...ids])
        .orderBy(['sequence', 'id']),

    item: async (id) =>
      (await db('run_items')
        .where({ id })
        .first(...ITEM, ...ITEM_TEXTS)) ?? null,
  };
}

async function searchRuns(db: Knex, search: RunSearch): Promise<FoundRuns> {
  const { filter, integrations, text, cursor, signal } = search;
  const visible = await visibleIntegrations(db, search.userId);
  const integrationIds = integrations ? await namedIntegrations(db, integrations, visible) : visible;
  const organizationId = await visibleOrganization(db, search.userId);
  const named = { username: storableOrNull(filter.username), stepLabel: storableOrNull(filter.stepLabel) };
  const known = { ...filter, ...named, organizationId };
  const common = { filter: known, integrationIds, limit: RUNS_A_PAGE, time: search.time ?? SEARCH_MS, signal };
  if (text === null) {
    const after = cursor === null ? null : decodeRunCursor(cursor);
    const { ids, next, count, more, complete } = await readRunPage(db, { ...common, after });
    const records = await recordsOf(db, ids, null);
    return { records, count, more, complete, nextCursor: next && encodeCursor(next), searched: null };
  }
  const phrase = new Phrase(text);
  if (phrase.words.length === 0) {
    throw new QueryError('invalid_arguments', 'text: there is no letter or digit in it to search for.');
  }
  const after = cursor === null ? null : decodeItemCursor(cursor);
  const { matches, next, checked, complete } = await searchRunTexts(db, { ...common, phrase, after });
  return {
    records: await recordsOf(db, [...matches.keys()], matches),
    count: matches.size,
    more: next !== null,
    complete,
    nextCursor: next && encodeCursor(next),
    searched: { words: phrase.words, steps: checked },
  };
}

/** As it would have been stored, so that PostgreSQL does not refuse to look for it. */
const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text));

async function recordsOf(
  db: Knex,
  ids: readonly number[],
  matches: ReadonlyMap<number, readonly number[]> | null,
): Promise<FoundRun[]> {
  if (ids.length === 0) return [];
  const runs = new Map((await runsOf(db, ids)).map((run) => [run.id, run]));
  const labels = await labelsOf(db, ids);
  return ids.flatMap((id) => {
    const run = runs.get(id);
    return run ? [{ ...run, labels: labels.get(id) ?? [], matching_item_ids: matches?.get(id) ?? null }] : [];
  });
}

/** Runs of those ids, in no order. */
export const runsOf = (db: Knex, ids: readonly number[]): Promise<RunRow[]> =>
  db('runs')
    .join('integrations', 'integrations.id', 'runs.integration_id')
    .select(...RUN, 'integrations.path_name')
    .whereIn('runs.id', [...ids]);

async function labelsOf(db: Knex, ids: readonly number[]): Promise<Map<number, string[]>> {
  const rows: { run_id: number; label: string }[] = await db('run_labels')
    .select('run_id', 'label')
    .whereIn('run_id', [...ids])
    .orderBy('id');
  const labels = new Map<number, string[]>();
  for (const { run_id, label } of rows) labels.set(run_id, [...(labels.get(run_id) ?? []), label]);
  return labels;
}
