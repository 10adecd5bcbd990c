import type { Knex } from 'knex';
import { type Holder, journalGrant } from './permission-log.js';

/** The four rights on an integration (domain.md 2.2). */
export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  readonly debug: boolean;
}

export type Right = keyof Rights;

/** In the order in which they are shown. */
export const allRights = ['read', 'write', 'execute', 'debug'] as const satisfies readonly Right[];

/** What one user or one group was granted on one integration. */
export interface GrantRow extends Rights {
  readonly type: 'user' | 'group';
  readonly holder_id: number;
  /** The name of the user or the group. */
  readonly holder: string;
  readonly integration_id: number;
  readonly path_name: string;
  /** Null for the command line. */
  readonly granted_by: string | null;
  readonly granted_at: string;
}

export interface GrantFilter {
  readonly userId?: number;
  readonly groupId?: number;
  readonly integrationId?: number;
}

export interface PermissionQueries {
  /** The combinations of rights that a user holds on any integration, directly or through groups. */
  anywhere(userId: number): Promise<Rights[]>;
  /** What the user was granted on each integration, directly or through groups: a row for each grant. */
  everywhere(userId: number): Promise<(Rights & { readonly integration_id: number })[]>;
  /** What was granted on one integration: to the user, and to each of the user's groups. */
  on(userId: number, integrationId: number): Promise<Rights[]>;
  /** What was granted to users and groups themselves, in the order of the integrations' and then of the holders' names. */
  list(filter?: GrantFilter, page?: { readonly offset: number; readonly limit: number }): Promise<GrantRow[]>;
  /** The id of what was granted to this very user or group on an integration; null when that is nothing. */
  idOf(holder: Holder, integrationId: number): Promise<number | null>;
  /** Adds rights to those that the holder has, and answers with what the holder has then. */
  grant(grant: NewGrant, at: Date): Promise<Rights>;
  /** Takes rights away from the holder, and answers with what is left; rights through groups stay. */
  revoke(revocation: Revocation, at: Date): Promise<Rights>;
}

export type NewGrant = Holder & {
  readonly integration_id: number;
  readonly rights: readonly Right[];
  /** The user who grants it; null for the command line. */
  readonly granted_by: number | null;
};

export type Revocation = Holder & {
  readonly integration_id: number;
  readonly rights: readonly Right[];
  /** The user who takes them away; null for the command line. */
  readonly revoked_by: number | null;
};

const NONE: Rights = { read: false, write: false, execute: false, debug: false };

const each = (rights: readonly Right[], value: boolean): Partial<Rights> =>
  Object.fromEntries(rights.map((right) => [right, value]));

const tableOf = (holder: Holder) =>
  'user_id' in holder
    ? (['integration_permissions', 'user_id'] as const)
    : (['group_integration_permissions', 'group_id'] as const);

export function permissionQueries(db: Knex): PermissionQueries {
  const granted = (userId: number) => {
    const direct = db('integration_permissions').select('integration_id', ...allRights);
    const throughGroups = db('group_integration_permissions')
      .join('group_members', 'group_members.group_id', 'group_integration_permissions.group_id')
      .select('integration_id', ...allRights);
    return direct.where({ user_id: userId }).unionAll(throughGroups.where({ user_id: userId }));
  };

  return {
    anywhere: (userId) => db.distinct(...allRights).from(granted(userId).as('granted')),
    everywhere: (userId) => granted(userId),
    on: (userId, integrationId) =>
      db
        .select(...allRights)
        .from(granted(userId).as('granted'))
        .where({ integration_id: integrationId }),
    list(filter = {}, page) {
      const listed = db
        .select('*')
        .from(ofUsers(db, filter).unionAll(ofGroups(db, filter)).as('listed'))
        .orderBy(['path_name', 'type', 'holder']);
      return page ? listed.limit(page.limit).offset(page.offset) : listed;
    },
    async idOf(holder, integration_id) {
      const [table] = tableOf(holder);
      const row = await db(table)
        .where({ ...holder, integration_id })
        .first('id');
      return row?.id ?? null;
    },
    grant({ integration_id, rights, granted_by, ...holder }, at) {
      return db.transaction(async (trx) => {
        const [table, column] = tableOf(holder);
        const before: Rights =
          (await trx(table)
            .where({ ...holder, integration_id })
            .forUpdate()
            .first(...allRights)) ?? NONE;
        const added = allRights.filter((right) => rights.includes(right) && !before[right]);
        if (added.length === 0) return before;
        const by = { granted_by, granted_at: at.toISOString() };
        const [after] = await trx(table)
          .insert({ ...NONE, ...holder, integration_id, ...by, ...each(added, true) })
          .onConflict([column, 'integration_id'])
          .merge({ ...each(added, true), ...by })
          .returning(allRights);
        await journalGrant(trx, { ...holder, integration_id, rights: added, action: 'grant', by: granted_by }, at);
        return after;
      });
    },
    revoke({ integration_id, rights, revoked_by, ...holder }, at) {
      return db.transaction(async (trx) => {
        const [table] = tableOf(holder);
        const row = () => trx(table).where({ ...holder, integration_id });
        const before: Rights =
          (await row()
            .forUpdate()
            .first(...allRights)) ?? NONE;
        const taken = allRights.filter((right) => rights.includes(right) && before[right]);
        if (taken.length === 0) return before;
        const [left] = await row().update(each(taken, false)).returning(allRights);
        // A row of no rights would be a grant of nothing.
        if (allRights.every((right) => !left[right])) await row().delete();
        await journalGrant(trx, { ...holder, integration_id, rights: taken, action: 'revoke', by: revoked_by }, at);
        return left;
      });
    },
  };
}

const described = (query: Knex.QueryBuilder, { integrationId }: GrantFilter): Knex.QueryBuilder => {
  if (integrationId !== undefined) query.where('granted.integration_id', integrationId);
  return query
    .join('integrations as integration', 'integration.id', 'granted.integration_id')
    .leftJoin('users as granter', 'granter.id', 'granted.granted_by')
    .select('granted.integration_id', 'integration.path_name', 'granter.username as granted_by', 'granted.granted_at')
    .select(allRights.map((right) => `granted.${right}`));
};

function ofUsers(db: Knex, filter: GrantFilter): Knex.QueryBuilder {
  const query = db('integration_permissions as granted')
    .join('users as user', 'user.id', 'granted.user_id')
    .select(db.raw(`'user' as type`), 'granted.user_id as holder_id', 'user.username as holder');
  if (filter.userId !== undefined) query.where('granted.user_id', filter.userId);
  if (filter.groupId !== undefined) query.whereRaw('1 = 0');
  return described(query, filter);
}

function ofGroups(db: Knex, filter: GrantFilter): Knex.QueryBuilder {
  const query = db('group_integration_permissions as granted')
    .join('groups as group', 'group.id', 'granted.group_id')
    .select(db.raw(`'group' as type`), 'granted.group_id as holder_id', 'group.name as holder');
  if (filter.groupId !== undefined) query.where('granted.group_id', filter.groupId);
  if (filter.userId !== undefined) query.whereRaw('1 = 0');
  return described(query, filter);
}
