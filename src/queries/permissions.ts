import type { Knex } from 'knex';

/** The four rights on an integration (domain.md 2.2). */
export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  readonly debug: boolean;
}

/** What one user was granted on one integration. */
export interface GrantRow extends Rights {
  readonly username: string;
  readonly path_name: string;
  readonly granted_by: string | null;
  readonly granted_at: string;
}

export interface PermissionQueries {
  /** The combinations of rights that a user holds on any integration, directly or through groups. */
  anywhere(userId: number): Promise<Rights[]>;
  /** What was granted on one integration: to the user, and to each of the user's groups. */
  on(userId: number, integrationId: number): Promise<Rights[]>;
  /** What was granted to users themselves, in the order of their names. */
  list(): Promise<GrantRow[]>;
  /** Adds rights to those that the user has, and answers with what the user has then. */
  grant(grant: NewGrant, at: Date): Promise<Rights>;
  /** Takes rights away from the user, and answers with what is left; rights through groups stay. */
  revoke(userId: number, integrationId: number, rights: readonly (keyof Rights)[]): Promise<Rights>;
}

export interface NewGrant {
  readonly user_id: number;
  readonly integration_id: number;
  readonly rights: readonly (keyof Rights)[];
  /** The user who grants it; null for the command line. */
  readonly granted_by: number | null;
}

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

const NONE: Rights = { read: false, write: false, execute: false, debug: false };

const each = (rights: readonly (keyof Rights)[], value: boolean): Partial<Rights> =>
  Object.fromEntries(rights.map((right) => [right, value]));

export function permissionQueries(db: Knex): PermissionQueries {
  const granted = (userId: number) => {
    const direct = db('integration_permissions').select('integration_id', 'read', 'write', 'execute', 'debug');
    const throughGroups = db('group_integration_permissions')
      .join('group_members', 'group_members.group_id', 'group_integration_permissions.group_id')
      .select('integration_id', 'read', 'write', 'execute', 'debug');
    return direct.where({ user_id: userId }).unionAll(throughGroups.where({ user_id: userId }));
  };

  return {
    anywhere: (userId) => db.distinct('read', 'write', 'execute', 'debug').from(granted(userId).as('granted')),
    on: (userId, integrationId) =>
      db
        .select('read', 'write', 'execute', 'debug')
        .from(granted(userId).as('granted'))
        .where({ integration_id: integrationId }),
    list: () =>
      db('integration_permissions as granted')
        .join('users as user', 'user.id', 'granted.user_id')
        .join('integrations as integration', 'integration.id', 'granted.integration_id')
        .leftJoin('users as granter', 'granter.id', 'granted.granted_by')
        .select('user.username', 'integration.path_name', 'granter.username as granted_by', 'granted.granted_at')
        .select('granted.read', 'granted.write', 'granted.execute', 'granted.debug')
        .orderBy(['user.username', 'integration.path_name']),
    async grant({ user_id, integration_id, rights, granted_by }, at) {
      const row = { user_id, integration_id, granted_by, granted_at: at.toISOString() };
      const [granted] = await db('integration_permissions')
        .insert({ ...NONE, ...row, ...each(rights, true) })
        .onConflict(['user_id', 'integration_id'])
        .merge({ ...each(rights, true), granted_by, granted_at: row.granted_at })
        .returning(RIGHTS);
      return granted;
    },
    async revoke(userId, integrationId, rights) {
      return db.transaction(async (trx) => {
        const granted = () => trx('integration_permissions').where({ user_id: userId, integration_id: integrationId });
        const [left] = await granted().update(each(rights, false)).returning(RIGHTS);
        // A row of no rights would be a grant of nothing.
        if (left && RIGHTS.every((right) => !left[right])) await granted().delete();
        return left ?? NONE;
      });
    },
  };
}
