import type { Knex } from 'knex';
import type { RunPlace } from './run-cursor.js';
import { type RunFilter, type RunStatus, whereRun } from './run-filter.js';
import { namedIntegrations, visibleIntegrations, visibleOrganization } from './run-visible.js';
import { storable } from './storable-text.js';
import { Turns } from './turns.js';

/** How many runs a chart is made of: the newest. */
export const MOST_CHARTED = 5_000;
/** How many are read in one statement, and the runs of how many integrations it merges. */
const RUNS_A_LOOK = 2_500;
const MOST_MERGED = 100;
/** How long is read, in milliseconds, before the chart is made of what there is. */
const CHART_MS = 1_000;

export interface ChartedRun {
  readonly started_at: string;
  readonly status: Exclude<RunStatus, 'queued'>;
  /** Null while it runs. */
  readonly milliseconds: number | null;
}

export interface ChartRequest {
  readonly userId: number;
  /** What it says of steps is not looked at. */
  readonly filter: RunFilter;
  /** Names or ids; null: all that the user may see. */
  readonly integrations: readonly string[] | null;
  /** For tests; `MOST_CHARTED` if left out. */
  readonly limit?: number;
}

export interface ChartedRuns {
  /** The newest first. */
  readonly runs: readonly ChartedRun[];
  /** False when there are older ones that were not looked at: there were too many, or the time was over. */
  readonly complete: boolean;
}

export interface RunChartQueries {
  /**
   * When the runs that a user may see started, how they went and how long they took. Percentiles are computed from this.
   * @throws QueryError `not_found`
   */
  read(request: ChartRequest): Promise<ChartedRuns>;
}

type Row = ChartedRun & RunPlace;

export function runChartQueries(db: Knex): RunChartQueries {
  return {
    async read({ userId, filter, integrations, limit = MOST_CHARTED }) {
      const visible = await visibleIntegrations(db, userId);
      const ids = integrations ? await namedIntegrations(db, integrations, visible) : visible;
      const organizationId = await visibleOrganization(db, userId);
      const username = filter.username === null ? null : storable(filter.username);
      const known = { ...filter, username, organizationId };
      const runs: Row[] = [];
      const turns = new Turns();
      const until = performance.now() + CHART_MS;
      while (runs.length <= limit) {
        const wanted = Math.min(RUNS_A_LOOK, limit + 1 - runs.length);
        const rows = await newestOf(db, known, ids, runs.at(-1) ?? null, wanted);
        runs.push(...rows);
        if (rows.length < wanted) return { runs, complete: true };
        if (performance.now() > until) break;
        await turns.next();
      }
      return { runs: runs.slice(0, limit), complete: false };
    },
  };
}

async function newestOf(
  db: Knex,
  filter: RunFilter,
  ids: readonly number[] | null,
  after: RunPlace | null,
  limit: number,
): Promise<Row[]> {
  if (ids === null) return inOrder(rowsOf(db, filter, null, after)).limit(limit);
  const found: Row[] = [];
  for (let from = 0; from < ids.length; from += MOST_MERGED) {
    const [first, ...rest] = ids.slice(from, from + MOST_MERGED).map((id, index) =>
      // Ordered within, so that PostgreSQL merges them along their indexes, as far as the limit, and sorts nothing.
      db.select('*').from(inOrder(rowsOf(db, filter, id, after)).as(`of_${index}`)),
    );
    if (first) found.push(...(await inOrder(first.unionAll(rest)).limit(limit)));
  }
  if (ids.length <= MOST_MERGED) return found;
  return found
    .toSorted((a, b) => (a.started_at === b.started_at ? b.id - a.id : a.started_at < b.started_at ? 1 : -1))
    .slice(0, limit);
}

function rowsOf(db: Knex, filter: RunFilter, integrationId: number | null, after: RunPlace | null): Knex.QueryBuilder {
  const query = whereRun(db('runs'), filter).select('runs.started_at', 'runs.id', 'runs.status', 'runs.milliseconds');
  // What is still to begin has no start.
  query.whereNot('runs.status', 'queued');
  if (integrationId !== null) query.where('runs.integration_id', integrationId);
  if (after) query.whereRaw('(runs.started_at, runs.id) < (?, ?)', [after.started_at, after.id]);
  return query;
}

const inOrder = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
  query.orderBy([
    { column: 'started_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
