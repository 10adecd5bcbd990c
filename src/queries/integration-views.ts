import type { Knex } from 'knex';
import type { EndpointRow } from './endpoints.js';
import type { RunStatus } from './run-filter.js';
import { visibleOrganization, whereOfOrganization } from './run-visible.js';

/** How the newest run of an integration went. */
export interface LastRun {
  readonly id: number;
  readonly integration_id: number;
  readonly status: RunStatus;
  readonly started_at: string;
  readonly milliseconds: number | null;
}

/** A configuration with which an integration reaches a system, as one user meets it. */
export interface BoundConfig {
  readonly system: string;
  readonly name: string;
  readonly active: boolean;
  /** Whom it is bound for: `others` are users that are not this one. */
  readonly bound_for: 'everybody' | 'you' | 'others';
}

/** What a person wants to see of integrations beside their components. */
export interface IntegrationViewQueries {
  /** The newest run of each that has one of the viewer's organization; those that another run has started do not count. */
  lastRuns(integrationIds: readonly number[], viewerId: number): Promise<LastRun[]>;
  /** The newest run whose input is known as it was; of that user alone, unless it is null. Null when there is none. */
  lastInput(integrationId: number, userId: number | null): Promise<number | null>;
  /** In the order of systems; what is bound for several others is told once. */
  boundConfigs(integrationId: number, userId: number): Promise<BoundConfig[]>;
  /** The addresses that web service endpoints give it. */
  endpoints(integrationId: number): Promise<Pick<EndpointRow, 'prefix' | 'method' | 'path' | 'description'>[]>;
}

const NEWEST_FIRST = [
  { column: 'started_at', order: 'desc' },
  { column: 'id', order: 'desc' },
];

export function integrationViewQueries(db: Knex): IntegrationViewQueries {
  return {
    async lastRuns(integrationIds, viewerId) {
      const organizationId = await visibleOrganization(db, viewerId);
      // One look along the index of each.
      const [first, ...rest] = integrationIds.map((integration_id, index) => {
        const newest = db('runs').where({ integration_id }).whereNull('parent_run_id').orderBy(NEWEST_FIRST).limit(1);
        newest.whereNot({ status: 'queued' });
        whereOfOrganization(newest, organizationId);
        const shown = newest.select('id', 'integration_id', 'status', 'started_at', 'milliseconds');
        return db.select('*').from(shown.as(`of_${index}`));
      });
      return first ? first.unionAll(rest) : [];
    },

    async lastInput(integration_id, userId) {
      const known = { integration_id, payloads_stored: true, input_masked: false };
      const query = db('runs').where(known).whereNull('parent_run_id').orderBy(NEWEST_FIRST).limit(1);
      // Whether a mask was applied is known once a run is over.
      query.whereNotIn('status', ['queued', 'running']);
      if (userId !== null) query.where({ user_id: userId });
      const [id] = await query.pluck('id');
      return id ?? null;
    },

    async boundConfigs(integrationId, userId) {
      const rows: (Omit<BoundConfig, 'bound_for'> & { user_id: number | null })[] = await db(
        'adapter_config_bindings as b',
      )
        .join('adapter_configs as c', 'c.id', 'b.adapter_config_id')
        .where('b.integration_id', integrationId)
        .orderBy(['c.system', 'c.name', 'b.id'])
        .select('c.system', 'c.name', 'c.active', 'b.user_id');
      const told = rows.map(({ user_id, ...config }): BoundConfig => {
        const bound_for = user_id === null ? 'everybody' : user_id === userId ? 'you' : 'others';
        return { ...config, bound_for };
      });
      return told.filter((a, at) => told.findIndex((b) => JSON.stringify(a) === JSON.stringify(b)) === at);
    },

    endpoints: (integration_id) =>
      db('web_service_endpoints')
        .where({ integration_id })
        .select('prefix', 'method', 'path', 'description')
        .orderBy(['prefix', 'path', 'method']),
  };
}
