import type { Knex } from 'knex';
import { QueryError } from './query-error.js';

/**
 * The ids of the integrations whose runs a person may see: those on which the person, or a group of the person's, holds
 * `debug`. Null stands for all of them: a superuser's.
 */
export async function visibleIntegrations(db: Knex, userId: number): Promise<number[] | null> {
  if (await db('users').where({ id: userId, is_superuser: true }).first('id')) return null;
  const direct = db('integration_permissions').select('integration_id').where({ user_id: userId, debug: true });
  const throughGroups = db('group_integration_permissions')
    .join('group_members', 'group_members.group_id', 'group_integration_permissions.group_id')
    .select('integration_id')
    .where({ user_id: userId, debug: true });
  const rows: { integration_id: number }[] = await direct.union(throughGroups);
  return rows.map(({ integration_id }) => integration_id).toSorted((a, b) => a - b);
}

/**
 * The organization to whose members' runs a person is limited (domain.md 2.3); null for whoever belongs to none, and for
 * superusers, who see all.
 */
export async function visibleOrganization(db: Knex, userId: number): Promise<number | null> {
  const user = await db('users').where({ id: userId, is_superuser: false }).first('organization_id');
  return user?.organization_id ?? null;
}

/** Leaves the runs of the organization's members; `runs` is the name of their table in the query. */
export function whereOfOrganization(query: Knex.QueryBuilder, organizationId: number | null): Knex.QueryBuilder {
  if (organizationId === null) return query;
  // One look at the user of each run that is read anyway: the order of reading stays that of the runs' index.
  const isMember = 'select 1 from users as member where member.id = runs.user_id and member.organization_id = ?';
  return query.whereRaw(`exists (${isMember})`, [organizationId]);
}

/** The ids of the named integrations among those that may be seen. A name may be an id. @throws QueryError `not_found` */
export async function namedIntegrations(
  db: Knex,
  names: readonly string[],
  visible: readonly number[] | null,
): Promise<number[]> {
  const trimmed = names.map((name) => name.trim());
  const storable = trimmed.filter((name) => !name.includes('\0'));
  const ids = storable.filter((name) => /^\d{1,9}$/.test(name)).map(Number);
  const rows: { id: number; path_name: string }[] = await db('integrations')
    .select('id', 'path_name')
    .whereIn('path_name', storable)
    .orWhereIn('id', ids);
  const mayBeSeen = visible && new Set(visible);
  const found = trimmed.map((name) => {
    const row = rows.find(({ path_name }) => path_name === name) ?? rows.find(({ id }) => String(id) === name);
    if (!row || (mayBeSeen && !mayBeSeen.has(row.id))) {
      throw new QueryError('not_found', `There is no integration "${name}" whose runs you may see.`, { name });
    }
    return row.id;
  });
  return [...new Set(found)];
}
