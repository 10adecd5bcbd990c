import type { Knex } from 'knex';
import type { Rights } from './permissions.js';

export type LogAction = 'grant' | 'revoke' | 'added' | 'removed';

/** What was granted, and to whom: the holder is a user, but for the two of groups. A `UserKind` is staff, superuser and their like. */
export type LogType =
  | 'IntegrationPermission'
  | 'GroupIntegrationPermission'
  | 'Group'
  | 'UserPermission'
  | 'GroupPermission'
  | 'UserKind';

/** One line of the permission log (domain.md 2.6). It outlives what it speaks of, and so it holds names. */
export interface PermissionLogRow {
  readonly id: number;
  readonly at: string;
  /** Who did it; null for the command line. */
  readonly actor: string | null;
  /** The user or group that has it since, or has it no longer. */
  readonly holder: string;
  /** The integration, the group, or the permission. */
  readonly name: string;
  readonly action: LogAction;
  readonly type: LogType;
  /** Which rights on the integration: `read, execute`. Null where it is about something else. */
  readonly rights: string | null;
}

export type LogEntry = Pick<PermissionLogRow, 'holder' | 'name' | 'action' | 'type'> & { readonly rights?: string };

export interface PermissionLogFilter {
  /** A user's or a group's name. */
  readonly holder?: string | null;
  readonly type?: LogType | null;
  /** The rows before this id alone. */
  readonly before?: number | null;
}

export interface PermissionLogQueries {
  /** The newest first. */
  list(filter: PermissionLogFilter, limit: number): Promise<PermissionLogRow[]>;
}

/** Who holds a right. */
export type Holder = { readonly user_id: number } | { readonly group_id: number };

export function permissionLogQueries(db: Knex): PermissionLogQueries {
  return {
    list({ holder, type, before }, limit) {
      const query = db('permission_log').select('id', 'at', 'actor', 'holder', 'name', 'action', 'type', 'rights');
      // PostgreSQL knows no text with a NUL in it, and so no such name.
      if (holder) query.where({ holder: holder.replaceAll('\0', '') });
      if (type) query.where({ type });
      if (before) query.where('id', '<', before);
      return query.orderBy('id', 'desc').limit(limit);
    },
  };
}

/** Writes down what is changed in the same transaction. */
export async function journal(trx: Knex, by: number | null, entries: readonly LogEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return;
  const actor = by === null ? null : await nameOf(trx, 'users', by);
  const known = { at: at.toISOString(), actor_id: by, actor };
  const rows = entries.map((entry) => ({ rights: null, ...entry, ...known }));
  await trx.batchInsert('permission_log', rows, ENTRIES_AT_ONCE);
}

const ENTRIES_AT_ONCE = 100;

interface GrantEntry {
  readonly integration_id: number;
  readonly rights: readonly (keyof Rights)[];
  readonly action: 'grant' | 'revoke';
  readonly by: number | null;
}

/** Writes down that rights on an integration were granted or taken away. */
export async function journalGrant(
  trx: Knex,
  { integration_id, rights, action, by, ...holder }: GrantEntry & Holder,
  at: Date,
): Promise<void> {
  const entry: LogEntry = {
    holder: await holderName(trx, holder),
    name: await nameOf(trx, 'integrations', integration_id),
    action,
    type: 'user_id' in holder ? 'IntegrationPermission' : 'GroupIntegrationPermission',
    rights: rights.join(', '),
  };
  await journal(trx, by, [entry], at);
}

const NAMES = { users: 'username', groups: 'name', integrations: 'path_name' } as const;

/** @throws when there is no such row, as its foreign key would */
export async function nameOf(trx: Knex, table: keyof typeof NAMES, id: number): Promise<string> {
  const [name] = await trx(table).where({ id }).pluck(NAMES[table]);
  if (name === undefined) throw new Error(`there is no row ${id} in ${table}`);
  return name;
}

export const holderName = (trx: Knex, holder: Holder): Promise<string> =>
  'user_id' in holder ? nameOf(trx, 'users', holder.user_id) : nameOf(trx, 'groups', holder.group_id);
