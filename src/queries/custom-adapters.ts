import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { writeAlone } from '../database/writing-alone.js';
import {
  type AdapterConfig,
  CONFIG_COLUMNS,
  configOf,
  LISTED_COLUMNS,
  NOT_VALIDATED,
  type StoredConfig,
} from './adapter-config-row.js';
import { type CustomAdapterValidations, customAdapterValidations } from './custom-adapter-validations.js';

/** An adapter that users have written (domain.md 5.10). */
export interface CustomAdapter {
  readonly id: number;
  readonly name: string;
  /** As service requests name it; made from the name. */
  readonly system: string;
  readonly description: string | null;
  readonly code: string;
  /** The types of its configurations' fields, by name. */
  readonly config_schema: Readonly<Record<string, string>>;
  readonly created_at: string;
  readonly updated_at: string;
}

export type NewCustomAdapter = Omit<CustomAdapter, 'id' | 'created_at' | 'updated_at'>;

/** What would go with an adapter, and who calls it. */
export interface CustomAdapterUse {
  readonly configs: number;
  readonly bindings: number;
  /** Of all integrations. */
  readonly service_requests: number;
}

export interface CustomAdapterQueries extends CustomAdapterValidations {
  /** In the order of names. */
  list(): Promise<CustomAdapter[]>;
  byId(id: number): Promise<CustomAdapter | null>;
  bySystem(system: string): Promise<CustomAdapter | null>;
  /** The systems that there are, in order. */
  systems(): Promise<string[]>;
  /** Keeps others from adding one until the transaction ends, of which it is the first statement: so that they can be counted. */
  addAlone(): Promise<void>;
  /** Returns the id; null when there is such a name or system already. Then a transaction around it can go no further. */
  create(adapter: NewCustomAdapter, at: Date): Promise<number | null>;
  /** Returns false when there is such a name or system already. What was found out with other code is forgotten. */
  update(id: number, changes: Partial<NewCustomAdapter>, at: Date): Promise<boolean>;
  /** Deletes it with its configurations and their bindings. */
  delete(id: number): Promise<void>;
  use(id: number): Promise<CustomAdapterUse>;
  /** In the order of names. */
  configs(id: number): Promise<AdapterConfig[]>;
  /** The same without their values. */
  configStates(id: number): Promise<ConfigState[]>;
  /**
   * Makes everybody else who wants to change this adapter or its configurations wait until the transaction ends. To be its first
   * statement. Returns whether there is such an adapter.
   */
  lock(id: number): Promise<boolean>;
}

/** What is known of a configuration without its values. */
export type ConfigState = Omit<AdapterConfig, 'settings' | 'sealed_settings'>;

const STATE_COLUMNS = LISTED_COLUMNS.filter((column) => column !== 'settings');

type Stored = Omit<CustomAdapter, 'config_schema'> & { readonly config_schema: string };

const adapterOf = (row: Stored): CustomAdapter => ({ ...row, config_schema: JSON.parse(row.config_schema) });

const COLUMNS = ['id', 'name', 'system', 'description', 'code', 'config_schema', 'created_at', 'updated_at'] as const;

export function customAdapterQueries(db: Knex): CustomAdapterQueries {
  const find = async (where: { id: number } | { system: string }) => {
    const row: Stored | undefined = await db('custom_adapters')
      .where(where)
      .first(...COLUMNS);
    return row ? adapterOf(row) : null;
  };
  const numberOf = (query: Knex.QueryBuilder) => query.count({ count: '*' }).then(([{ count }]) => count as number);

  return {
    ...customAdapterValidations(db),

    async list() {
      const rows: Stored[] = await db('custom_adapters').select(COLUMNS).orderBy('name');
      return rows.map(adapterOf);
    },

    byId: (id) => find({ id }),
    bySystem: (system) => find({ system }),
    systems: () => db('custom_adapters').orderBy('system').pluck('system'),

    addAlone: () => writeAlone(db, 'custom_adapters'),

    async create({ config_schema, ...adapter }, at) {
      const moment = at.toISOString();
      const row = { ...adapter, config_schema: JSON.stringify(config_schema), created_at: moment, updated_at: moment };
      try {
        const [{ id }] = await db('custom_adapters').insert(row, ['id']);
        return id;
      } catch (error) {
        if (classify(error) === 'unique') return null;
        throw error;
      }
    },

    async update(id, { config_schema, ...changes }, at) {
      const schema = config_schema && { config_schema: JSON.stringify(config_schema) };
      try {
        await db('custom_adapters')
          .where({ id })
          .update({ ...changes, ...schema, updated_at: at.toISOString() });
      } catch (error) {
        if (classify(error) === 'unique') return false;
        throw error;
      }
      if (changes.code !== undefined)
        await db('adapter_configs').where({ custom_adapter_id: id }).update(NOT_VALIDATED);
      return true;
    },

    async delete(id) {
      await db('custom_adapters').where({ id }).delete();
    },

    async use(id) {
      const configs = db('adapter_configs').where({ custom_adapter_id: id });
      const system = db('custom_adapters').where({ id }).select('system');
      return {
        configs: await numberOf(configs.clone()),
        bindings: await numberOf(
          db('adapter_config_bindings').whereIn('adapter_config_id', configs.clone().select('id')),
        ),
        service_requests: await numberOf(db('service_requests').where('system', system)),
      };
    },

    async configs(id) {
      const rows: StoredConfig[] = await db('adapter_configs')
        .where({ custom_adapter_id: id })
        .select(CONFIG_COLUMNS)
        .orderBy('name');
      return rows.map(configOf);
    },

    configStates: (id) => db('adapter_configs').where({ custom_adapter_id: id }).select(STATE_COLUMNS).orderBy('name'),

    async lock(id) {
      const locked = db('custom_adapters')
        .where({ id })
        .update({ id: db.ref('id') });
      return (await locked) > 0;
    },
  };
}
