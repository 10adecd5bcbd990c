import type { Knex } from 'knex';

/** What may be granted to a person as such (domain.md 2.1); those that the catalog knows bear the names of its levels. */
export const userPermissions = ['run_history', 'adapter_configs', 'invite'] as const;

export type UserPermission = (typeof userPermissions)[number];

export interface UserPermissionQueries {
  of(userId: number): Promise<UserPermission[]>;
  /** Returns whether that is new. */
  grant(userId: number, permission: UserPermission, at: Date): Promise<boolean>;
  /** Returns whether it was granted. */
  revoke(userId: number, permission: UserPermission): Promise<boolean>;
}

export function userPermissionQueries(db: Knex): UserPermissionQueries {
  return {
    of: (user_id) => db('user_permissions').where({ user_id }).orderBy('permission').pluck('permission'),
    async grant(user_id, permission, at) {
      const granted = await db('user_permissions')
        .insert({ user_id, permission, granted_at: at.toISOString() })
        .onConflict(['user_id', 'permission'])
        .ignore()
        .returning('id');
      return granted.length > 0;
    },
    revoke: async (user_id, permission) => (await db('user_permissions').where({ user_id, permission }).delete()) > 0,
  };
}
