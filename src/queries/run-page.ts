import type { Knex } from 'knex';
import type { RunPlace } from './run-cursor.js';
import { type RunFilter, stepConditions, whereRun, whereStep } from './run-filter.js';
import { Turns } from './turns.js';

/** How many integrations one statement merges. */
const MOST_MERGED = 100;
/** How many runs are looked at in one statement when their steps decide. */
const RUNS_A_LOOK = 200;
/** How far runs are counted. */
const MOST_COUNTED = 10_000;

export interface PageRequest {
  readonly filter: RunFilter;
  /** Null: of every integration. */
  readonly integrationIds: readonly number[] | null;
  readonly after: RunPlace | null;
  readonly limit: number;
  /** How long runs are looked at before the page is handed over as far as it is filled, in milliseconds. */
  readonly time: number;
  readonly signal: AbortSignal;
}

export interface RunPage {
  readonly ids: readonly number[];
  /** Where the next page begins; null on the last one. */
  readonly next: RunPlace | null;
  /** How many runs there are on all pages, counted as far as `more` says. */
  readonly count: number;
  readonly more: boolean;
  /** False when the time was over before the page was full. */
  readonly complete: boolean;
}

/** A page of runs, the newest first. Each statement reads along an index and is short; others have their turn in between. */
export async function readRunPage(db: Knex, request: PageRequest): Promise<RunPage> {
  const { filter, limit, signal } = request;
  if (request.integrationIds?.length === 0) return { ids: [], next: null, count: 0, more: false, complete: true };
  const byStep = stepConditions(filter).length > 0;
  if (!byStep) {
    const places = await placesBelow(db, request, request.after, limit + 1);
    const shown = places.slice(0, limit);
    const next = places.length > limit ? (shown.at(-1) ?? null) : null;
    return { ids: shown.map(({ id }) => id), next, ...(await countRuns(db, request)), complete: true };
  }
  const ids: number[] = [];
  const turns = new Turns();
  const until = performance.now() + request.time;
  let after = request.after;
  for (;;) {
    const places = await placesBelow(db, request, after, RUNS_A_LOOK);
    const hits = await withSteps(db, filter, places);
    for (const place of places) {
      if (hits.has(place.id)) ids.push(place.id);
      after = place;
      if (ids.length === limit) return { ids, next: after, count: ids.length, more: true, complete: true };
    }
    if (places.length < RUNS_A_LOOK) return { ids, next: null, count: ids.length, more: false, complete: true };
    if (performance.now() > until) return { ids, next: after, count: ids.length, more: true, complete: false };
    await turns.next();
    signal.throwIfAborted();
  }
}

/** The places of the runs that fit, but for their steps, in the order of their starts. */
async function placesBelow(
  db: Knex,
  { filter, integrationIds }: PageRequest,
  after: RunPlace | null,
  limit: number,
): Promise<RunPlace[]> {
  if (integrationIds === null) return placesOf(db, filter, null, after, limit);
  const found: RunPlace[] = [];
  for (let from = 0; from < integrationIds.length; from += MOST_MERGED) {
    // The newest of each, along the index of each: the runs of others in between cost nothing.
    const [first, ...rest] = integrationIds
      .slice(from, from + MOST_MERGED)
      .map((id, index) => db.select('*').from(placesOf(db, filter, id, after, limit).as(`of_${index}`)));
    if (first) found.push(...(await first.unionAll(rest)));
  }
  return found.toSorted(newestFirst).slice(0, limit);
}

function placesOf(
  db: Knex,
  filter: RunFilter,
  integrationId: number | null,
  after: RunPlace | null,
  limit: number,
): Knex.QueryBuilder {
  const query = whereRun(db('runs'), filter);
  if (integrationId !== null) query.where('runs.integration_id', integrationId);
  if (after) query.whereRaw('(runs.started_at, runs.id) < (?, ?)', [after.started_at, after.id]);
  return query
    .select('runs.started_at', 'runs.id')
    .orderBy([
      { column: 'runs.started_at', order: 'desc' },
      { column: 'runs.id', order: 'desc' },
    ])
    .limit(limit);
}

const newestFirst = (a: RunPlace, b: RunPlace): number =>
  a.started_at === b.started_at ? b.id - a.id : a.started_at < b.started_at ? 1 : -1;

/** Those of the runs that have the steps which the filter asks for. */
async function withSteps(db: Knex, filter: RunFilter, places: readonly RunPlace[]): Promise<Set<number>> {
  let left = places.map(({ id }) => id);
  for (const condition of stepConditions(filter)) {
    const query = db('run_items').whereIn('run_items.run_id', left).distinct();
    left = await whereStep(query, condition, filter).pluck('run_items.run_id');
  }
  return new Set(left);
}

async function countRuns(db: Knex, { filter, integrationIds }: PageRequest): Promise<{ count: number; more: boolean }> {
  let count = 0;
  const groups: (readonly number[] | null)[] = integrationIds === null ? [null] : [];
  for (let from = 0; from < (integrationIds?.length ?? 0); from += MOST_MERGED) {
    groups.push(integrationIds?.slice(from, from + MOST_MERGED) ?? []);
  }
  for (const group of groups) {
    const query = whereRun(db('runs'), filter);
    if (group) query.whereIn('runs.integration_id', group);
    const [row] = await db
      .from(
        query
          .select(db.raw('1 as one'))
          .limit(MOST_COUNTED + 1 - count)
          .as('counted'),
      )
      .count({ count: '*' });
    count += Number(row.count);
    if (count > MOST_COUNTED) return { count: MOST_COUNTED, more: true };
  }
  return { count, more: false };
}
