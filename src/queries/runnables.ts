import type { Knex } from 'knex';
import { readerOf } from '../database/reader.js';

/** What every run asks of its integration first: whether it may begin, and whether what is known of it is still so. */
export interface RunnableState {
  readonly path_name: string;
  readonly active: boolean;
  readonly run_async: boolean;
  readonly last_saved: string;
  /** The shared modules that it may import, in the order of their ids. */
  readonly modules: readonly { readonly id: number; readonly updated_at: string }[];
}

export interface RunnableQueries {
  /** Null when there is no such integration. */
  state(integrationId: number): Promise<RunnableState | null>;
}

const STATE = `select i.path_name, i.active, i.run_async, i.last_saved, m.id, m.updated_at
  from integrations i
  left join shared_module_bindings b on b.integration_id = i.id
  left join shared_modules m on m.id = b.shared_module_id
  where i.id = :id order by m.id`;

type Row = readonly [string, unknown, unknown, string, number | null, string];

export function runnableQueries(db: Knex): RunnableQueries {
  const reader = readerOf(db);
  return {
    async state(id) {
      const rows = (await reader.rows(STATE, { id })) as unknown as readonly Row[];
      const [first] = rows;
      if (!first) return null;
      const [path_name, active, run_async, last_saved] = first;
      const modules = rows.flatMap(([, , , , id, updated_at]) => (id === null ? [] : { id, updated_at }));
      return { path_name, active: Boolean(active), run_async: Boolean(run_async), last_saved, modules };
    },
  };
}
