import type { Knex } from 'knex';

/** The four rights on an integration (domain.md 2.2). */
export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  readonly debug: boolean;
}

export interface PermissionQueries {
  /** The combinations of rights that a user holds on any integration, directly or through groups. */
  anywhere(userId: number): Promise<Rights[]>;
  /** What was granted on one integration: to the user, and to each of the user's groups. */
  on(userId: number, integrationId: number): Promise<Rights[]>;
}

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
  };
}
