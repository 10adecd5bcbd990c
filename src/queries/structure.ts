import type { Knex } from 'knex';
import { addAnnotations } from './annotations.js';
import type { Columns } from './column.js';
import type { ComponentRow, ConfigRow } from './component-row.js';
import { components, configColumns } from './components.js';
import type { Kind } from './kind.js';
import { type McpToolFields, readMcpTool } from './mcp-tool-row.js';
import { QueryError } from './query-error.js';
import { sharedModuleQueries } from './shared-modules.js';

/** The components of some kinds of one integration. */
export type Components = { [K in Kind]?: ComponentRow<K>[] };

/** An integration, or those kinds of its components that were asked for, at one moment. */
export interface Structure {
  readonly id: number;
  readonly path_name: string;
  readonly active: boolean;
  readonly last_saved: string;
  readonly components: Components;
  /** The tool that runs it; null when it has none, or the integration itself was not asked for. */
  readonly mcpTool: McpToolFields | null;
  /** The service requests that have field mappings. */
  readonly mapped: ReadonlySet<number>;
  readonly valueMappingSets: ReadonlySet<number>;
  /** The systems for which an active adapter configuration is bound, to everybody or to somebody. */
  readonly boundSystems: ReadonlySet<string>;
  /** The systems of custom adapters. */
  readonly customSystems: ReadonlySet<string>;
  /** The names of the shared modules that it may import. */
  readonly boundModules: ReadonlySet<string>;
}

/**
 * Reads an integration in the transaction it is given.
 * @throws QueryError `not_found`
 */
export async function readStructure(trx: Knex, integrationId: number, kinds: readonly Kind[]): Promise<Structure> {
  const found = await trx('integrations').where({ id: integrationId }).first();
  if (!found) throw new QueryError('not_found', GONE);
  const parts: Record<string, ComponentRow<Kind>[]> = {};
  for (const kind of kinds) {
    const { columns, order } = components[kind];
    const rows = kind === 'integration' ? [found] : await within(trx, kind, integrationId).orderBy([...order]);
    parts[kind] = rows.map((row: { id: number }) => ({ id: row.id, ...cellsOf(columns, row) }) as ComponentRow<Kind>);
  }
  const [integration] = (parts.integration ?? []) as ComponentRow<'integration'>[];
  if (integration) {
    const config = await trx('integration_configs').where({ integration_id: integrationId }).first();
    if (config) integration.config = cellsOf(configColumns, config) as ConfigRow;
  }
  await addAnnotations(trx, integrationId, parts);
  const { id, path_name, active, last_saved } = found;
  return {
    id,
    path_name,
    active,
    last_saved,
    components: parts as Components,
    mcpTool: kinds.includes('integration') ? await readMcpTool(trx, integrationId) : null,
    mapped: new Set(await within(trx, 'fieldmapping', integrationId).distinct().pluck('servicerequest_id')),
    valueMappingSets: new Set(await within(trx, 'valuemappingset', integrationId).pluck('id')),
    boundSystems: new Set(await boundSystems(trx, integrationId)),
    customSystems: new Set(await trx('custom_adapters').orderBy('system').pluck('system')),
    boundModules: new Set((await sharedModuleQueries(trx).versions(integrationId)).map(({ name }) => name)),
  };
}

const boundSystems = (trx: Knex, integrationId: number): Knex.QueryBuilder =>
  trx('adapter_configs as c')
    .join('adapter_config_bindings as b', 'b.adapter_config_id', 'c.id')
    .where({ 'b.integration_id': integrationId, 'c.active': true })
    .distinct()
    .pluck('c.system');

/** It was there when the asker's permission was looked up. */
export const GONE = 'The integration is gone; somebody has just deleted it.';

/** The rows of one kind that belong to an integration. */
export function within(db: Knex, kind: Kind, integrationId: number): Knex.QueryBuilder {
  const { table, within: parent } = components[kind];
  if (parent === null) return db(table).where({ id: integrationId });
  if (parent.kind === 'integration') return db(table).where(parent.column, integrationId);
  return db(table).whereIn(parent.column, within(db, parent.kind, integrationId).select('id'));
}

/** The cells of a row that are not empty, as they were given. */
export function cellsOf(columns: Columns, row: Record<string, unknown>): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  for (const name in columns) {
    const stored = row[name];
    if (stored === null || stored === undefined) continue;
    cells[name] = columns[name]?.type === 'value' ? JSON.parse(stored as string) : stored;
  }
  return cells;
}
