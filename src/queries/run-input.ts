import type { Knex } from 'knex';
import type { RunStatus } from './run-filter.js';
import { visibleOrganization, whereOfOrganization } from './run-visible.js';

/** What an earlier run got, as its history tells it. */
export interface StoredInput {
  readonly user_id: number | null;
  readonly status: RunStatus;
  /** Whether payloads were kept. */
  readonly payloads_stored: boolean;
  /** Whether a part of it was hidden from the history. */
  readonly input_masked: boolean;
  /** The content of the step INPUT (domain.md 3.14): JSON text; null when there is none. */
  readonly content: string | null;
}

export interface RunInputQueries {
  /** Of a run of that integration; null when it has none of that id, or none of the viewer's organization. */
  of(runId: number, integrationId: number, viewerId: number): Promise<StoredInput | null>;
}

export function runInputQueries(db: Knex): RunInputQueries {
  return {
    async of(runId, integrationId, viewerId) {
      const runs = db('runs').where({ id: runId, integration_id: integrationId });
      const visible = whereOfOrganization(runs, await visibleOrganization(db, viewerId));
      const run = await visible.first('user_id', 'status', 'payloads_stored', 'input_masked');
      if (!run) return null;
      const item = await db('run_items').where({ run_id: runId, type: 'INPUT' }).orderBy('sequence').first('content');
      return { ...run, content: item?.content ?? null };
    },
  };
}
