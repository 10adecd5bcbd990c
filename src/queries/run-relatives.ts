import type { Knex } from 'knex';
import { findWords } from '../database/word-index.js';
import type { IntegrationRef } from './integrations.js';
import { type FullRunItem, type RunRow, runsOf } from './run-history.js';
import { visibleIntegrations } from './run-visible.js';
import { integrationWord } from './run-words.js';
import type { RunItemType } from './runs.js';

/** How many of each kind of relatives are named. */
export const MOST_RELATIVES = 50;
/** How many failures of one run are told. */
const MOST_FAILURES = 20;
/** As large as an id can be. */
const TOP = 2 ** 31 - 1;

export interface RunFileRow {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

export interface RunRelativeQueries {
  /** The runs that this one has started and that the user may see, the oldest first. */
  children(runId: number, userId: number): Promise<RunRow[]>;
  /** The runs that tried this one again (domain.md 4.14), the oldest first. */
  retries(runId: number): Promise<RunRow[]>;
  /** The runs that repeated the request of this one and were given its answer (domain.md 4.13), the oldest first. */
  duplicates(run: Pick<RunRow, 'id' | 'integration_id'>): Promise<RunRow[]>;
  /** The run whose answer this one was given; null when it ran by itself. */
  answeredWith(runId: number): Promise<number | null>;
  /** What went wrong in a run: its steps FAILURE and VALIDATION FAILURE, with their texts, in their order. */
  failures(runId: number): Promise<FullRunItem[]>;
  files(runId: number): Promise<RunFileRow[]>;
  /** How many steps of each type it has. */
  stepCounts(runId: number): Promise<ReadonlyMap<RunItemType, number>>;
  /** The numbers within their runs of steps, by id. */
  sequences(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The integrations whose runs a user may see, so many of them, in the order of their names. */
  integrations(userId: number, limit: number): Promise<IntegrationRef[]>;
}

export function runRelativeQueries(db: Knex): RunRelativeQueries {
  const inOrder = async (ids: readonly number[]): Promise<RunRow[]> =>
    ids.length === 0 ? [] : (await runsOf(db, ids)).toSorted((a, b) => a.id - b.id);

  return {
    async children(runId, userId) {
      const visible = await visibleIntegrations(db, userId);
      // To ask for an order would tempt PostgreSQL to read along the ids.
      const ids: number[] = await db('runs').where({ parent_run_id: runId }).limit(MOST_RELATIVES).pluck('id');
      const children = await inOrder(ids);
      return visible === null ? children : children.filter(({ integration_id }) => visible.includes(integration_id));
    },

    async retries(runId) {
      const ids = await db('runs').where({ retry_for_run_id: runId }).limit(MOST_RELATIVES).pluck('id');
      return inOrder(ids);
    },

    async duplicates({ id, integration_id }) {
      // The words of the step IDEMPOTENT_REQUEST, which names the run.
      const all = [integrationWord(integration_id), 'idempotent', 'idempotency', String(id)];
      const found = await findWords(db, { all, any: [], below: TOP, limit: MOST_RELATIVES });
      const rows: { run_id: number; content: string | null }[] = await db('run_items')
        .select('run_id', 'content')
        .whereIn('id', found)
        .where({ type: 'IDEMPOTENT_REQUEST' });
      return inOrder(rows.filter(({ content }) => answererIn(content) === id).map(({ run_id }) => run_id));
    },

    async answeredWith(runId) {
      const step = await db('run_items').where({ run_id: runId, type: 'IDEMPOTENT_REQUEST' }).first('content');
      return step ? answererIn(step.content) : null;
    },

    failures: (runId) =>
      db('run_items')
        .where({ run_id: runId })
        .whereIn('type', ['FAILURE', 'VALIDATION FAILURE'])
        .orderBy(['sequence', 'id'])
        .limit(MOST_FAILURES),

    files: (runId) => db('run_files').select('name', 'size').where({ run_id: runId }).orderBy('name'),

    async stepCounts(runId) {
      const rows: { type: RunItemType; count: number }[] = await db('run_items')
        .select('type')
        .count({ count: '*' })
        .where({ run_id: runId })
        .groupBy('type');
      return new Map(rows.map(({ type, count }) => [type, Number(count)]));
    },

    async sequences(ids) {
      const rows: { id: number; sequence: number }[] = await db('run_items')
        .select('id', 'sequence')
        .whereIn('id', ids);
      return new Map(rows.map(({ id, sequence }) => [id, sequence]));
    },

    async integrations(userId, limit) {
      const visible = await visibleIntegrations(db, userId);
      const query = db('integrations').select('id', 'path_name').orderBy('path_name').limit(limit);
      return visible === null ? query : query.whereIn('id', visible);
    },
  };
}

function answererIn(content: string | null): number | null {
  try {
    const { run_history_id } = JSON.parse(content ?? 'null') ?? {};
    return typeof run_history_id === 'number' ? run_history_id : null;
  } catch {
    return null;
  }
}
