import type { Knex } from 'knex';

/** One line of the access report (domain.md 2.6): an active user who may execute an integration, and why. */
export interface AccessRow {
  readonly username: string;
  readonly organization: string | null;
  readonly path_name: string;
  /** Null for the command line. */
  readonly granted_by: string | null;
  readonly granted_at: string;
  readonly type: 'user' | 'group';
  /** The group through which the user may. */
  readonly group: string | null;
}

export interface AccessReportQueries {
  /**
   * In the order of the users' names, then of the integrations'. Whoever may by several ways has a line for each. Superusers
   * have none: they need no grant.
   */
  read(page?: { readonly offset: number; readonly limit: number }): Promise<AccessRow[]>;
}

export function accessReportQueries(db: Knex): AccessReportQueries {
  const executing = (query: Knex.QueryBuilder) =>
    query
      .join('integrations as integration', 'integration.id', 'granted.integration_id')
      .leftJoin('organizations as organization', 'organization.id', 'user.organization_id')
      .leftJoin('users as granter', 'granter.id', 'granted.granted_by')
      .where({ 'granted.execute': true, 'user.active': true, 'user.is_superuser': false })
      .select('user.username', 'organization.name as organization', 'integration.path_name')
      .select('granter.username as granted_by', 'granted.granted_at');
  const direct = () =>
    executing(db('integration_permissions as granted').join('users as user', 'user.id', 'granted.user_id')).select(
      db.raw(`'user' as type`),
      db.raw('null as ??', ['group']),
    );
  const throughGroups = () =>
    executing(
      db('group_integration_permissions as granted')
        .join('groups as group', 'group.id', 'granted.group_id')
        .join('group_members as member', 'member.group_id', 'granted.group_id')
        .join('users as user', 'user.id', 'member.user_id'),
    ).select(db.raw(`'group' as type`), 'group.name as group');

  return {
    read(page) {
      const rows = db
        .select('*')
        .from(throughGroups().unionAll(direct()).as('report'))
        .orderBy(['username', 'path_name', { column: 'type', order: 'desc' }, 'group']);
      return page ? rows.limit(page.limit).offset(page.offset) : rows;
    },
  };
}
