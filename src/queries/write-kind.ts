import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { cellOf, stored } from './cell.js';
import type { Column } from './column.js';
import type { ComponentRow, ConfigItem, ConfigRow } from './component-row.js';
import { components, configColumns } from './components.js';
import { insertRows } from './insert.js';
import type { Kind } from './kind.js';
import { journalGrant } from './permission-log.js';
import { allRights } from './permissions.js';
import { fillSequences } from './sequences.js';
import { initialConfig } from './write-check.js';
import type { Change } from './write-request.js';

/** Inserts a new integration, and gives all four rights on it to whoever made it. */
export async function createIntegration(trx: Knex, change: Change, lastSaved: string, userId: number): Promise<number> {
  const [id] = await insertRows(trx, 'integrations', [{ ...change.values, last_saved: lastSaved }]);
  change.id = id as number;
  await trx('integration_permissions').insert({
    user_id: userId,
    integration_id: id,
    read: true,
    write: true,
    execute: true,
    debug: true,
    granted_by: userId,
    granted_at: lastSaved,
  });
  const granted = { user_id: userId, integration_id: change.id, rights: allRights };
  await journalGrant(trx, { ...granted, action: 'grant', by: userId }, new Date(lastSaved));
  return change.id;
}

type Rows = readonly ComponentRow<Kind>[];

/** Inserts and updates the components of one kind. Those of a parent's kind come before. */
export async function writeKind(
  trx: Knex,
  kind: Kind,
  integrationId: number,
  changes: Change[],
  before: Rows,
): Promise<void> {
  const { table, columns, within: parent } = components[kind];
  for (const change of changes) if (change.parent) change.values[change.parent.column] = change.parent.change.id;
  fillSequences(kind, before, changes);

  const added = changes.filter((change) => change.id === null);
  const owner = parent?.kind === 'integration' ? { [parent.column]: integrationId } : {};
  const ids = await insertRows(
    trx,
    table,
    added.map(({ values }) => ({ ...owner, ...stored(columns, values) })),
  );
  for (const [index, change] of added.entries()) change.id = ids[index] as number;

  const rows = new Map(before.map((row) => [row.id, row as Record<string, unknown>]));
  for (const { id, values, isNew } of changes) {
    const row = rows.get(id as number) ?? {};
    const differing = Object.entries(values).filter(([name, cell]) => !isDeepStrictEqual(cell, row[name] ?? null));
    if (isNew || differing.length === 0) continue;
    await trx(table)
      .where({ id })
      .update(stored(columns, Object.fromEntries(differing)));
  }
  if (kind === 'integration') await writeConfig(trx, changes[0] as Change, before[0] as ComponentRow<'integration'>);
}

/** Every integration has a configuration, one that lost it gets another (domain.md 3.8). */
async function writeConfig(trx: Knex, change: Change, before: ComponentRow<'integration'> | undefined): Promise<void> {
  const given = configCells(change.item.config ?? {});
  const integration_id = change.id;
  if (!before?.config) await trx('integration_configs').insert({ ...initialConfig(), ...given, integration_id });
  else if (Object.keys(given).length > 0) await trx('integration_configs').where({ integration_id }).update(given);
}

function configCells(config: ConfigItem): Partial<ConfigRow> {
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, cellOf((configColumns as Record<string, Column>)[name] as Column, value)]),
  );
}
