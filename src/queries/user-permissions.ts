import type { Knex } from 'knex';
import { type Holder, holderName, journal } from './permission-log.js';

/** What may be granted to a person as such (domain.md 2.1); those that the catalog knows bear the names of its levels. */
export const userPermissions = [
  'run_history',
  'adapter_configs',
  'custom_adapters',
  'shared_modules',
  'frontends',
  'invite',
] as const;

export type UserPermission = (typeof userPermissions)[number];

/** What a user or a group was granted itself. */
export interface UserPermissionRow {
  readonly permission: UserPermission;
  /** Null for the command line. */
  readonly granted_by: string | null;
  readonly granted_at: string;
}

export type PermissionChange = Holder & {
  readonly permission: UserPermission;
  /** The user who does it; null for the command line. */
  readonly by: number | null;
};

export interface UserPermissionQueries {
  /** What the user and the user's groups hold, together. */
  of(userId: number): Promise<UserPermission[]>;
  /** What was granted to this very user or group. */
  list(holder: Holder): Promise<UserPermissionRow[]>;
  /** The id of what was granted to this very user or group; null when it was not. */
  idOf(holder: Holder, permission: UserPermission): Promise<number | null>;
  /** Returns whether that is new. */
  grant(change: PermissionChange, at: Date): Promise<boolean>;
  /** Returns whether it was granted. */
  revoke(change: PermissionChange, at: Date): Promise<boolean>;
}

const tableOf = (holder: Holder) =>
  'user_id' in holder ? (['user_permissions', 'user_id'] as const) : (['group_permissions', 'group_id'] as const);

export function userPermissionQueries(db: Knex): UserPermissionQueries {
  const change =
    (action: 'grant' | 'revoke', apply: (trx: Knex, change: PermissionChange, at: Date) => Promise<boolean>) =>
    (asked: PermissionChange, at: Date) =>
      db.transaction(async (trx) => {
        if (!(await apply(trx, asked, at))) return false;
        const { permission: name, by, ...holder } = asked;
        const type = 'user_id' in holder ? 'UserPermission' : 'GroupPermission';
        await journal(trx, by, [{ holder: await holderName(trx, holder), name, action, type }], at);
        return true;
      });

  return {
    of: (user_id) =>
      db
        .from(
          db('user_permissions')
            .select('permission')
            .where({ user_id })
            .union(
              db('group_permissions')
                .join('group_members', 'group_members.group_id', 'group_permissions.group_id')
                .select('permission')
                .where({ user_id }),
            )
            .as('held'),
        )
        .orderBy('permission')
        .pluck('permission'),
    list(holder) {
      const [table] = tableOf(holder);
      return db(`${table} as granted`)
        .leftJoin('users as granter', 'granter.id', 'granted.granted_by')
        .select('granted.permission', 'granter.username as granted_by', 'granted.granted_at')
        .where(holder)
        .orderBy('granted.permission');
    },
    async idOf(holder, permission) {
      const [table] = tableOf(holder);
      const row = await db(table)
        .where({ ...holder, permission })
        .first('id');
      return row?.id ?? null;
    },
    grant: change('grant', async (trx, { permission, by, ...holder }, at) => {
      const [table, column] = tableOf(holder);
      const granted = await trx(table)
        .insert({ ...holder, permission, granted_by: by, granted_at: at.toISOString() })
        .onConflict([column, 'permission'])
        .ignore()
        .returning('id');
      return granted.length > 0;
    }),
    revoke: change('revoke', async (trx, { permission, by: _, ...holder }) => {
      const [table] = tableOf(holder);
      return (
        (await trx(table)
          .where({ ...holder, permission })
          .delete()) > 0
      );
    }),
  };
}
