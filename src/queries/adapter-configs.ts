import type { Knex } from 'knex';
import { type AdapterBindingQueries, adapterBindingQueries } from './adapter-bindings.js';
import {
  type AdapterConfig,
  CONFIG_COLUMNS,
  configOf,
  LISTED_COLUMNS,
  type ListedConfig,
  NOT_VALIDATED,
  type StoredConfig,
} from './adapter-config-row.js';

export type NewAdapterConfig = Pick<
  AdapterConfig,
  'system' | 'name' | 'active' | 'validation_enabled' | 'settings' | 'sealed_settings'
> &
  Partial<Pick<AdapterConfig, 'custom_adapter_id'>>;

export interface AdapterConfigQueries extends AdapterBindingQueries {
  /** In the order of systems and names. */
  list(): Promise<ListedConfig[]>;
  find(system: string, name: string): Promise<AdapterConfig | null>;
  byId(id: number): Promise<AdapterConfig | null>;
  /** Returns the id. Fails with a unique violation when the system has a configuration of that name. */
  create(config: NewAdapterConfig, at: Date): Promise<number>;
  /** Returns whether there was such a configuration. What was found out about the old settings is forgotten. */
  update(id: number, changes: Partial<Omit<NewAdapterConfig, 'custom_adapter_id'>>, at: Date): Promise<boolean>;
  /** Deletes it with its bindings, and returns whether it was there. */
  delete(id: number): Promise<boolean>;
  /** Keeps what a validation found out. */
  recordValidation(id: number, problem: string | null, at: Date): Promise<void>;
}

export function adapterConfigQueries(db: Knex): AdapterConfigQueries {
  return {
    ...adapterBindingQueries(db),

    async list() {
      const rows: Omit<StoredConfig, 'sealed_settings'>[] = await db('adapter_configs')
        .select(LISTED_COLUMNS)
        .orderBy(['system', 'name']);
      return rows.map((row) => ({ ...row, settings: JSON.parse(row.settings) }));
    },

    async find(system, name) {
      const row: StoredConfig | undefined = await db('adapter_configs')
        .where({ system, name })
        .first(...CONFIG_COLUMNS);
      return row ? configOf(row) : null;
    },

    async byId(id) {
      const row: StoredConfig | undefined = await db('adapter_configs')
        .where({ id })
        .first(...CONFIG_COLUMNS);
      return row ? configOf(row) : null;
    },

    async create({ settings, ...config }, at) {
      const moment = at.toISOString();
      const [{ id }] = await db('adapter_configs').insert(
        { ...config, settings: JSON.stringify(settings), created_at: moment, updated_at: moment },
        ['id'],
      );
      return id;
    },

    async update(id, { settings, ...changes }, at) {
      const updated = db('adapter_configs')
        .where({ id })
        .update({
          ...changes,
          ...(settings && { settings: JSON.stringify(settings) }),
          updated_at: at.toISOString(),
          ...NOT_VALIDATED,
        });
      return (await updated) > 0;
    },

    delete: async (id) => (await db('adapter_configs').where({ id }).delete()) > 0,

    async recordValidation(id, problem, at) {
      const validated_at = at.toISOString();
      await db('adapter_configs')
        .where({ id })
        .update({ ...NOT_VALIDATED, validated_at, validation_problem: problem });
    },
  };
}
