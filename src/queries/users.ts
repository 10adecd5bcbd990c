import type { Knex } from 'knex';

export interface UserRow {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly active: boolean;
  readonly created_at: string;
}

export interface NewUser {
  readonly username: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
}

/** A user as signing in needs it. */
export interface SignIn {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly is_service_account: boolean;
  readonly active: boolean;
}

export interface UserQueries {
  count(): Promise<number>;
  list(): Promise<UserRow[]>;
  find(username: string): Promise<UserRow | undefined>;
  /**
   * The user of that name, or else the only one of that e-mail address in whatever case (domain.md 2.5); an address that several
   * users share tells none of them.
   */
  signingIn(nameOrEmail: string): Promise<SignIn | undefined>;
  /** Returns the id. Fails with a unique violation when the name is taken. */
  create(user: NewUser, at: Date): Promise<number>;
  /** Returns whether there was such a user. */
  setActive(username: string, active: boolean): Promise<boolean>;
}

const SHOWN = ['id', 'username', 'email', 'is_staff', 'is_superuser', 'active', 'created_at'] as const;

export function userQueries(db: Knex): UserQueries {
  return {
    async count() {
      const [row] = await db('users').count({ count: '*' });
      return Number(row?.count);
    },
    list: () => db('users').select(SHOWN).orderBy('username'),
    find: (username) => db('users').select(SHOWN).where({ username }).first(),
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
    async create(user, at) {
      const [row] = await db('users')
        .insert({ ...user, active: true, created_at: at.toISOString() })
        .returning('id');
      return row.id;
    },
    setActive: async (username, active) => (await db('users').where({ username }).update({ active })) > 0,
  };
}
