import type { Knex } from 'knex';
import { journal, type LogEntry, nameOf } from './permission-log.js';
import { allRights, type Rights } from './permissions.js';

export interface GroupRow {
  readonly id: number;
  readonly name: string;
}

export interface ListedGroup extends GroupRow {
  readonly members: number;
  /** On how many integrations it holds a right. */
  readonly integrations: number;
}

export interface GroupMember {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly active: boolean;
}

export interface Membership {
  readonly group_id: number;
  readonly user_id: number;
  /** The user who does it; null for the command line. */
  readonly by: number | null;
}

/** Groups: what is granted to one is granted to its members, for as long as they are in it (domain.md 2.2). */
export interface GroupQueries {
  list(): Promise<ListedGroup[]>;
  find(name: string): Promise<GroupRow | undefined>;
  byId(id: number): Promise<GroupRow | undefined>;
  members(groupId: number): Promise<GroupMember[]>;
  ofUser(userId: number): Promise<GroupRow[]>;
  /** The id of a user's membership; null when the user is not in the group. */
  membership(groupId: number, userId: number): Promise<number | null>;
  /** Returns the id. Fails with a unique violation when the name is taken. */
  create(name: string): Promise<number>;
  /** Returns whether there was such a group. Fails with a unique violation when the name is taken. */
  rename(id: number, name: string): Promise<boolean>;
  /** Returns whether there was such a group. Its members lose what they had through it. */
  delete(id: number, by: number | null, at: Date): Promise<boolean>;
  /** Returns whether that is new. */
  add(membership: Membership, at: Date): Promise<boolean>;
  /** Returns whether the user was in the group. */
  remove(membership: Membership, at: Date): Promise<boolean>;
}

export function groupQueries(db: Knex): GroupQueries {
  const groups = () => db('groups').select('id', 'name');
  return {
    list: () =>
      db('groups as group')
        .select('group.id', 'group.name')
        .select(countOf(db, 'group_members').as('members'))
        .select(countOf(db, 'group_integration_permissions').as('integrations'))
        .orderBy('group.name'),
    // PostgreSQL knows no text with a NUL in it, and so no such name.
    find: async (name) => (name.includes('\0') ? undefined : groups().where({ name }).first()),
    byId: (id) => groups().where({ id }).first(),
    members: (group_id) =>
      db('group_members as member')
        .join('users as user', 'user.id', 'member.user_id')
        .where({ group_id })
        .select('user.id', 'user.username', 'user.email', 'user.active')
        .orderBy('user.username'),
    ofUser: (user_id) =>
      db('group_members as member')
        .join('groups as group', 'group.id', 'member.group_id')
        .where({ user_id })
        .select('group.id', 'group.name')
        .orderBy('group.name'),
    async membership(group_id, user_id) {
      const row = await db('group_members').where({ group_id, user_id }).first('id');
      return row?.id ?? null;
    },
    async create(name) {
      const [row] = await db('groups').insert({ name }).returning('id');
      return row.id;
    },
    rename: async (id, name) => (await db('groups').where({ id }).update({ name })) > 0,
    delete: (id, by, at) =>
      db.transaction(async (trx) => {
        const found: GroupRow | undefined = await trx('groups').where({ id }).forUpdate().first('id', 'name');
        if (!found) return false;
        await journal(trx, by, await lost(trx, found), at);
        await trx('groups').where({ id }).delete();
        return true;
      }),
    add: ({ group_id, user_id, by }, at) =>
      db.transaction(async (trx) => {
        const added = await trx('group_members')
          .insert({ group_id, user_id })
          .onConflict(['group_id', 'user_id'])
          .ignore()
          .returning('id');
        if (added.length > 0) await journal(trx, by, [await membership(trx, group_id, user_id, 'added')], at);
        return added.length > 0;
      }),
    remove: ({ group_id, user_id, by }, at) =>
      db.transaction(async (trx) => {
        if ((await trx('group_members').where({ group_id, user_id }).delete()) === 0) return false;
        await journal(trx, by, [await membership(trx, group_id, user_id, 'removed')], at);
        return true;
      }),
  };
}

const countOf = (db: Knex, table: string): Knex.QueryBuilder =>
  db(table)
    .count('*')
    .whereRaw('?? = ??', [`${table}.group_id`, 'group.id']);

async function membership(trx: Knex, groupId: number, userId: number, action: 'added' | 'removed'): Promise<LogEntry> {
  const [holder, name] = [await nameOf(trx, 'users', userId), await nameOf(trx, 'groups', groupId)];
  return { holder, name, action, type: 'Group' };
}

/** All that ends with a group. */
async function lost(trx: Knex, { id, name }: GroupRow): Promise<LogEntry[]> {
  const members: string[] = await trx('group_members as member')
    .join('users as user', 'user.id', 'member.user_id')
    .where({ group_id: id })
    .orderBy('user.username')
    .pluck('user.username');
  const permissions: string[] = await trx('group_permissions').where({ group_id: id }).pluck('permission');
  const granted: (Rights & { path_name: string })[] = await trx('group_integration_permissions as granted')
    .join('integrations as integration', 'integration.id', 'granted.integration_id')
    .where({ group_id: id })
    .select('integration.path_name', ...allRights.map((right) => `granted.${right}`))
    .orderBy('integration.path_name');
  return [
    ...members.map((holder) => ({ holder, name, action: 'removed', type: 'Group' }) as const),
    ...permissions.map((permission) => {
      return { holder: name, name: permission, action: 'revoke', type: 'GroupPermission' } as const;
    }),
    ...granted.map(({ path_name, ...rights }) => {
      const taken = allRights.filter((right) => rights[right]).join(', ');
      const type = 'GroupIntegrationPermission';
      return { holder: name, name: path_name, action: 'revoke', type, rights: taken } as const;
    }),
  ];
}
