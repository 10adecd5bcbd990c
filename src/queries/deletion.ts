import type { Knex } from 'knex';
import { AT_ONCE, deleteAnnotations } from './annotations.js';
import type { Column } from './column.js';
import type { ComponentRow } from './component-row.js';
import { components } from './components.js';
import { type Kind, kinds } from './kind.js';
import { type Conflict, conflictOf, lockIntegration, nextSaved } from './last-saved.js';
import { journal, type LogEntry } from './permission-log.js';
import { allRights, permissionQueries } from './permissions.js';
import { QueryError } from './query-error.js';
import { readStructure, within } from './structure.js';

export interface DeleteContext {
  readonly integrationId: number;
  readonly kind: Kind;
  readonly id: number;
  readonly lastSaved?: string | undefined;
  /** The user who does it. */
  readonly userId: number;
  readonly now: Date;
  /** Once it is aborted, nothing is committed any more. */
  readonly signal: AbortSignal;
}

export interface Deleted {
  readonly outcome: 'deleted';
  /** The integration afterwards, or, when it is deleted itself, as it was. */
  readonly integration: { id: number; path_name: string; active: boolean; last_saved: string };
  readonly component: ComponentRow<Kind>;
  /** How many components of each kind went with it. */
  readonly with: Partial<Record<Kind, number>>;
}

/**
 * Deletes a component with everything below it, or a whole integration.
 * @throws QueryError `not_found`
 */
export function deleteComponent(db: Knex, context: DeleteContext): Promise<Deleted | Conflict> {
  return db.transaction((trx) => deleteIn(trx, context));
}

async function deleteIn(trx: Knex, context: DeleteContext): Promise<Deleted | Conflict> {
  const { integrationId, kind, id, userId, now, signal } = context;
  signal.throwIfAborted();
  const locked = await lockIntegration(trx, integrationId);
  const conflict = conflictOf(locked, context.lastSaved);
  if (conflict) return conflict;

  const structure = await readStructure(trx, integrationId, [kind]);
  const rows = structure.components[kind] as readonly ComponentRow<Kind>[] | undefined;
  const component = rows?.find((row) => row.id === id);
  if (!component) {
    throw new QueryError('not_found', `There is no ${components[kind].title} ${id} in ${locked.path_name}.`);
  }
  const { path_name, active, last_saved } = structure;
  const integration = { id: integrationId, path_name, active, last_saved };
  const below = await descendants(trx, integrationId, kind, id);
  if (kind !== 'integration') {
    for (const [kind, ids] of Object.entries(below)) await deleteAnnotations(trx, kind, ids);
    await deleteAnnotations(trx, kind, [id]);
    integration.last_saved = nextSaved(now, last_saved);
    await trx('integrations').where({ id: integrationId }).update({ last_saved: integration.last_saved });
  } else {
    await journal(trx, userId, await grantsOn(trx, integrationId), now);
  }
  await deleteNested(trx, below.servicerequest ?? []);
  await trx(components[kind].table).where({ id }).del();
  signal.throwIfAborted();
  const counts = Object.fromEntries(Object.entries(below).map(([kind, ids]) => [kind, ids.length]));
  return { outcome: 'deleted', integration, component, with: counts };
}

/** Whoever holds a right on an integration loses it with the integration (domain.md 2.6). */
async function grantsOn(trx: Knex, integrationId: number): Promise<LogEntry[]> {
  const granted = await permissionQueries(trx).list({ integrationId });
  return granted.map(({ type, holder, path_name, ...rights }) => ({
    holder,
    name: path_name,
    action: 'revoke',
    type: type === 'user' ? 'IntegrationPermission' : 'GroupIntegrationPermission',
    rights: allRights.filter((right) => rights[right]).join(', '),
  }));
}

type Ids = Partial<Record<Kind, number[]>>;

/** The ids of everything that the database will delete with a component, by kind. */
async function descendants(trx: Knex, integrationId: number, kind: Kind, id: number): Promise<Ids> {
  if (kind === 'integration') return everything(trx, integrationId);
  const below: Ids = {};
  const taken = new Set([`${kind} ${id}`]);
  const queue: { kind: Kind; ids: readonly number[] }[] = [{ kind, ids: [id] }];
  // Service requests may be nested as deep as anybody likes, so each kind is read once and not once a level.
  const known = new Map<string, Map<number, number[]>>();
  for (const parent of queue) {
    for (const [child, column] of cascadesOf(parent.kind)) {
      const key = `${child} ${column}`;
      const children = known.get(key) ?? (await childrenIn(trx, integrationId, child, column));
      known.set(key, children);
      const ids = parent.ids.flatMap((id) => children.get(id) ?? []).filter((id) => !taken.has(`${child} ${id}`));
      if (ids.length === 0) continue;
      for (const id of ids) taken.add(`${child} ${id}`);
      const all = below[child] ?? [];
      for (const id of ids) all.push(id);
      below[child] = all;
      queue.push({ kind: child, ids });
    }
  }
  return below;
}

/** The ids of an integration's components of one kind, by what is in a column. */
async function childrenIn(
  trx: Knex,
  integrationId: number,
  kind: Kind,
  column: string,
): Promise<Map<number, number[]>> {
  const rows: { id: number; parent: number }[] = await within(trx, kind, integrationId).select({
    id: 'id',
    parent: column,
  });
  const children = new Map<number, number[]>();
  for (const { id, parent } of rows) {
    const ids = children.get(parent);
    if (ids) ids.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

/** SQLite follows references a thousand levels down and no further, so nested service requests are parted first. */
async function deleteNested(trx: Knex, ids: readonly number[]): Promise<void> {
  const { table } = components.servicerequest;
  const chunks: number[][] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) chunks.push(ids.slice(at, at + AT_ONCE));
  for (const some of chunks) await trx(table).whereIn('id', some).update({ parent_servicerequest_id: null });
  for (const some of chunks) await trx(table).whereIn('id', some).del();
}

async function everything(trx: Knex, integrationId: number): Promise<Ids> {
  const all: Ids = {};
  for (const kind of kinds) {
    if (kind === 'integration') continue;
    const ids: number[] = await within(trx, kind, integrationId).pluck('id');
    if (ids.length > 0) all[kind] = ids;
  }
  return all;
}

/** The kinds that go when one of this kind does, each with the column through which. */
function cascadesOf(parent: Kind): [Kind, string][] {
  const found: [Kind, string][] = [];
  for (const kind of kinds) {
    for (const [name, column] of Object.entries<Column>(components[kind].columns)) {
      if (column.type === 'reference' && column.to === parent && column.gone === 'cascade') found.push([kind, name]);
    }
  }
  return found;
}
