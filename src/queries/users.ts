import type { Knex } from 'knex';
import { oauthArtifactQueries } from './oauth-artifacts.js';
import { journal, type LogEntry } from './permission-log.js';
import { QueryError } from './query-error.js';
import { tokenQueries } from './tokens.js';
import { webSessionQueries } from './web-sessions.js';

/** What users are (domain.md 2.1). */
export const userKinds = ['standard', 'staff', 'superuser', 'service account'] as const;

export type UserKind = (typeof userKinds)[number];

interface KindFlags {
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly is_service_account: boolean;
}

export const kindOf = ({ is_staff, is_superuser, is_service_account }: KindFlags): UserKind =>
  is_superuser ? 'superuser' : is_staff ? 'staff' : is_service_account ? 'service account' : 'standard';

export const flagsOf = (kind: UserKind): KindFlags => ({
  is_staff: kind === 'staff' || kind === 'superuser',
  is_superuser: kind === 'superuser',
  is_service_account: kind === 'service account',
});

export interface UserRow extends KindFlags {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly organization_id: number | null;
  /** Its name. */
  readonly organization: string | null;
  readonly created_at: string;
  readonly signed_in_at: string | null;
}

export interface NewUser {
  readonly username: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly is_service_account?: boolean;
  readonly organization_id?: number | null;
}

/** A user as signing in needs it. */
export interface SignIn extends KindFlags {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly active: boolean;
}

export interface UserFilter {
  /** A part of the name or of the e-mail address, in whatever case. */
  readonly text?: string | null;
  readonly kind?: UserKind | null;
  readonly active?: boolean | null;
  readonly organizationId?: number | null;
}

export interface UserQueries {
  count(filter?: UserFilter): Promise<number>;
  /** In the order of their names. */
  list(filter?: UserFilter, page?: { readonly offset: number; readonly limit: number }): Promise<UserRow[]>;
  find(username: string): Promise<UserRow | undefined>;
  byId(id: number): Promise<UserRow | undefined>;
  /**
   * The user of that name, or else the only one of that e-mail address in whatever case (domain.md 2.5); an address that several
   * users share tells none of them.
   */
  signingIn(nameOrEmail: string): Promise<SignIn | undefined>;
  /**
   * Which of the two somebody else signs in with already, in whatever case: no new user may look like another, or be in the way
   * when another signs in.
   */
  taken(name: { username: string | null; email: string | null }, but?: number): Promise<'username' | 'email' | null>;
  /**
   * Returns the id. Fails with a unique violation when the name is taken.
   * @param by the user who does it; null for the command line
   */
  create(user: NewUser, at: Date, by?: number | null): Promise<number>;
  /** Returns whether there was such a user. */
  update(id: number, facts: { email: string | null; organization_id: number | null }): Promise<boolean>;
  /**
   * Returns whether there was such a user. Whoever becomes a service account loses all sessions.
   * @throws QueryError `last_superuser`
   */
  setKind(id: number, kind: UserKind, by: number | null, at: Date): Promise<boolean>;
  /**
   * Returns whether there was such a user. Whoever is deactivated loses all sessions and API tokens, and the clients that act for him
   * or her lose theirs: none of them works again with the user.
   * @throws QueryError `last_superuser`
   */
  setActive(username: string, active: boolean, at: Date): Promise<boolean>;
  /** Null stands for no password. Ends all sessions of the user but the one of that digest. */
  setPassword(id: number, hash: string | null, keptSession?: string | null): Promise<void>;
}

export function userQueries(db: Knex): UserQueries {
  const users = () =>
    db('users as user')
      .leftJoin('organizations as organization', 'organization.id', 'user.organization_id')
      .select('user.id', 'user.username', 'user.email', 'user.active', 'user.created_at', 'user.signed_in_at')
      .select('user.is_staff', 'user.is_superuser', 'user.is_service_account')
      .select('user.organization_id', 'organization.name as organization');
  return {
    async count(filter = {}) {
      const [row] = await filtered(db('users as user'), filter).count({ count: '*' });
      return Number(row?.count);
    },
    list(filter = {}, page) {
      const query = filtered(users(), filter).orderBy('user.username');
      return page ? query.limit(page.limit).offset(page.offset) : query;
    },
    // PostgreSQL knows no text with a NUL in it, and so no such name.
    find: async (username) => (username.includes('\0') ? undefined : users().where({ username }).first()),
    byId: (id) => users().where({ 'user.id': id }).first(),
    async signingIn(nameOrEmail) {
      // PostgreSQL knows no text with a NUL in it, and so no such name.
      if (nameOrEmail.includes('\0')) return undefined;
      const found: SignIn[] = await db('users')
        .select('id', 'username', 'email', 'password_hash', 'is_staff', 'is_superuser', 'is_service_account', 'active')
        .where({ username: nameOrEmail })
        .orWhereRaw('lower(email) = lower(?)', [nameOrEmail])
        .limit(3);
      return found.find(({ username }) => username === nameOrEmail) ?? (found.length === 1 ? found[0] : undefined);
    },
    async taken({ username, email }, but = 0) {
      const isTaken = async (name: string | null) =>
        name !== null &&
        (await db('users')
          .whereNot({ id: but })
          .whereRaw('(lower(username) = lower(?) or lower(email) = lower(?))', [name, name])
          .first('id')) !== undefined;
      if (await isTaken(username)) return 'username';
      return (await isTaken(email)) ? 'email' : null;
    },
    create: (user, at, by = null) =>
      db.transaction(async (trx) => {
        const [row] = await trx('users')
          .insert({ ...user, active: true, created_at: at.toISOString() })
          .returning(['id', 'username', 'is_staff', 'is_superuser', 'is_service_account']);
        await journal(trx, by, kindEntries(row.username, 'standard', kindOf(row)), at);
        return row.id;
      }),
    update: async (id, { email, organization_id }) =>
      (await db('users').where({ id }).update({ email, organization_id })) > 0,
    setKind: (id, kind, by, at) =>
      db.transaction(async (trx) => {
        if (kind !== 'superuser') await keepSuperuser(trx, { id });
        const before: UserRow | undefined = await trx('users').where({ id }).forUpdate().first();
        if (!before) return false;
        await trx('users').where({ id }).update(flagsOf(kind));
        if (kind === 'service account') await webSessionQueries(trx).endAll(id);
        await journal(trx, by, kindEntries(before.username, kindOf(before), kind), at);
        return true;
      }),
    setActive: (username, active, at) =>
      db.transaction(async (trx) => {
        if (!active) await keepSuperuser(trx, { username });
        const [found] = await trx('users').where({ username }).update({ active }).returning('id');
        if (found && !active) {
          await webSessionQueries(trx).endAll(found.id);
          await tokenQueries(trx).revokeAll(found.id, at);
          await oauthArtifactQueries(trx).deleteOfUser(found.id);
        }
        return found !== undefined;
      }),
    setPassword: (id, password_hash, keptSession = null) =>
      db.transaction(async (trx) => {
        await trx('users').where({ id }).update({ password_hash });
        const sessions = trx('web_sessions').where({ user_id: id });
        await (keptSession === null ? sessions : sessions.whereNot({ secret_hash: keptSession })).delete();
      }),
  };
}

function filtered(query: Knex.QueryBuilder, { text, kind, active, organizationId }: UserFilter): Knex.QueryBuilder {
  if (text) {
    const part = `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;
    const matches = ['user.username', 'user.email'].map(() => `lower(??) like lower(?) escape '\\'`).join(' or ');
    query.whereRaw(`(${matches})`, ['user.username', part, 'user.email', part]);
  }
  // Who is a superuser may be staff besides.
  if (kind === 'staff') query.where({ 'user.is_staff': true, 'user.is_superuser': false });
  else if (kind === 'superuser') query.where({ 'user.is_superuser': true });
  else if (kind) query.where(named(flagsOf(kind)));
  if (active !== null && active !== undefined) query.where({ 'user.active': active });
  if (organizationId) query.where({ 'user.organization_id': organizationId });
  return query;
}

const named = (flags: KindFlags) =>
  Object.fromEntries(Object.entries(flags).map(([flag, set]) => [`user.${flag}`, set]));

/** To become standard is to be granted nothing. */
function kindEntries(holder: string, before: UserKind, after: UserKind): LogEntry[] {
  if (before === after) return [];
  const entries: LogEntry[] = [
    { holder, name: before, action: 'revoke', type: 'UserKind' },
    { holder, name: after, action: 'grant', type: 'UserKind' },
  ];
  return entries.filter(({ name }) => name !== 'standard');
}

/** Locks the superusers, so that of two who turn each other away at the same time one stays. */
async function keepSuperuser(trx: Knex, who: { id: number } | { username: string }): Promise<void> {
  const superusers: { id: number; username: string }[] = await trx('users')
    .where({ is_superuser: true, active: true })
    .orderBy('id')
    .forUpdate()
    .select('id', 'username');
  const [only] = superusers;
  if (superusers.length !== 1 || !only) return;
  if ('id' in who ? only.id !== who.id : only.username !== who.username) return;
  const message = `${only.username} is the last active superuser; make another one first.`;
  throw new QueryError('last_superuser', message);
}
