import type { Knex } from 'knex';
import { type AdapterConfig, CONFIG_COLUMNS, configOf, type StoredConfig } from './adapter-config-row.js';
import { QueryError } from './query-error.js';

/** That an integration uses a configuration: for one user, or for everybody. */
export interface NewAdapterBinding {
  readonly integrationId: number;
  readonly configId: number;
  /** Null for everybody. */
  readonly userId: number | null;
}

/** A binding as a person sees it in a list. */
export interface AdapterBinding {
  readonly id: number;
  readonly config_id: number;
  readonly integration_id: number;
  readonly user_id: number | null;
  readonly integration: string;
  readonly system: string;
  readonly name: string;
  /** Null for everybody. */
  readonly username: string | null;
}

export interface AdapterBindingQueries {
  /** In the order of integrations and systems; those of one configuration, or of all. */
  bindings(configId?: number): Promise<AdapterBinding[]>;
  /**
   * Binds, and returns the id of the binding; one that is there stays.
   * @throws QueryError when another active configuration of the system is bound for the same people
   */
  bind(binding: NewAdapterBinding): Promise<number>;
  /** Returns whether there was such a binding. */
  unbind(binding: NewAdapterBinding): Promise<boolean>;
  /** The names of active configurations of the same system that are bound to the same integrations for the same people. */
  rivals(configId: number): Promise<string[]>;
  /**
   * The active configuration with which an integration reaches a system, for a user: one that is bound for that user comes
   * before one that is bound for everybody. Null when there is none.
   * @throws QueryError when there are several, and none is to be preferred
   */
  boundTo(integrationId: number, userId: number, system: string): Promise<AdapterConfig | null>;
}

export function adapterBindingQueries(db: Knex): AdapterBindingQueries {
  const bound = (trx: Knex = db) =>
    trx('adapter_config_bindings as b').join('adapter_configs as c', 'c.id', 'b.adapter_config_id');

  return {
    bindings(configId) {
      const query = bound()
        .join('integrations as i', 'i.id', 'b.integration_id')
        .leftJoin('users as u', 'u.id', 'b.user_id')
        .orderBy(['i.path_name', 'c.system', 'c.name', 'b.id'])
        .select('b.id', 'b.adapter_config_id as config_id', 'b.integration_id', 'b.user_id')
        .select('i.path_name as integration', 'c.system', 'c.name', 'u.username');
      return configId === undefined ? query : query.where('c.id', configId);
    },

    bind: ({ integrationId, configId, userId }) =>
      db.transaction(async (trx) => {
        const config = await trx('adapter_configs').where({ id: configId }).first('system', 'active');
        if (!config) throw new QueryError('not_found', 'There is no such adapter configuration.');
        const others: { id: number; name: string; active: boolean; binding: number }[] = await bound(trx)
          .where({ 'b.integration_id': integrationId, 'b.user_id': userId, 'c.system': config.system })
          .select('c.id', 'c.name', 'c.active', 'b.id as binding');
        const same = others.find(({ id }) => id === configId);
        if (same) return same.binding;
        const other = others.find(({ active }) => active);
        if (config.active && other) throw severalBound(config.system, [other.name]);
        const row = { integration_id: integrationId, adapter_config_id: configId, user_id: userId };
        const [{ id }] = await trx('adapter_config_bindings').insert(row, ['id']);
        return id;
      }),

    async unbind({ integrationId, configId, userId }) {
      const binding = { integration_id: integrationId, adapter_config_id: configId, user_id: userId };
      return (await db('adapter_config_bindings').where(binding).delete()) > 0;
    },

    rivals: (configId) =>
      db('adapter_config_bindings as own')
        .join('adapter_configs as config', 'config.id', 'own.adapter_config_id')
        .join('adapter_config_bindings as other', 'other.integration_id', 'own.integration_id')
        .join('adapter_configs as rival', (same) =>
          same.on('rival.id', 'other.adapter_config_id').on('rival.system', 'config.system'),
        )
        .where({ 'own.adapter_config_id': configId, 'rival.active': true })
        .whereNot('rival.id', configId)
        .whereRaw('coalesce(own.user_id, 0) = coalesce(other.user_id, 0)')
        .distinct()
        .orderBy('rival.name')
        .pluck('rival.name'),

    async boundTo(integrationId, userId, system) {
      const rows: (StoredConfig & { bound_for: number | null })[] = await bound()
        .where({ 'b.integration_id': integrationId, 'c.system': system, 'c.active': true })
        .where((query) => query.where('b.user_id', userId).orWhereNull('b.user_id'))
        .orderBy('c.name')
        .select(...CONFIG_COLUMNS.map((column) => `c.${column}`), 'b.user_id as bound_for');
      const own = rows.filter(({ bound_for }) => bound_for !== null);
      const candidates = own.length > 0 ? own : rows;
      const [first, ...more] = candidates;
      if (!first) return null;
      if (more.length > 0) {
        throw severalBound(
          system,
          candidates.map(({ name }) => name),
        );
      }
      const { bound_for, ...row } = first;
      return configOf(row);
    },
  };
}

const severalBound = (system: string, names: readonly string[]) =>
  new QueryError(
    'invalid_item',
    `More than one active adapter config for ${system} would be bound to the integration (${names.join(', ')}); unbind or ` +
      'deactivate all but one.',
  );
