import type { Knex } from 'knex';

/** A token as a person sees it in a list. */
export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly user_id: number;
  readonly username: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

/** A token and the user it stands for. */
export interface TokenOwner {
  readonly id: number;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
  readonly user_id: number;
  readonly username: string;
  readonly email: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly active: boolean;
}

export interface NewToken {
  readonly user_id: number;
  readonly name: string;
  readonly token_hash: string;
  readonly prefix: string;
  readonly expires_at: Date | null;
}

export interface TokenQueries {
  findByHash(hash: string): Promise<TokenOwner | undefined>;
  find(id: number): Promise<TokenRow | undefined>;
  /** In the order in which they were made; those of one user, or of all. */
  list(of?: number): Promise<TokenRow[]>;
  /** How many of a user's tokens work at that time. */
  countWorking(userId: number, at: Date): Promise<number>;
  /** Returns the id. */
  create(token: NewToken, at: Date): Promise<number>;
  /** Returns whether there was such a token that was not revoked yet. */
  revoke(id: number, at: Date): Promise<boolean>;
  /** Revokes all tokens of a user. */
  revokeAll(userId: number, at: Date): Promise<void>;
  touch(id: number, at: Date): Promise<void>;
}

const SHOWN = [
  'token.id',
  'token.name',
  'token.prefix',
  'token.user_id',
  'user.username',
  'token.created_at',
  'token.expires_at',
  'token.last_used_at',
  'token.revoked_at',
];

export function tokenQueries(db: Knex): TokenQueries {
  const owned = () => db('api_tokens as token').join('users as user', 'user.id', 'token.user_id');
  const shown = () => owned().select(SHOWN).orderBy('token.id');
  return {
    findByHash: (hash) =>
      owned()
        .where('token.token_hash', hash)
        .first(
          'token.id',
          'token.expires_at',
          'token.last_used_at',
          'token.revoked_at',
          'token.user_id',
          'user.username',
          'user.email',
          'user.is_staff',
          'user.is_superuser',
          'user.active',
        ),
    find: (id) => shown().where('token.id', id).first(),
    list: (of) => (of === undefined ? shown() : shown().where('token.user_id', of)),
    async countWorking(user_id, at) {
      const [row] = await db('api_tokens')
        .where({ user_id, revoked_at: null })
        .where((any) => any.whereNull('expires_at').orWhere('expires_at', '>', at.toISOString()))
        .count({ count: '*' });
      return Number(row?.count);
    },
    async create({ expires_at, ...token }, at) {
      const [row] = await db('api_tokens')
        .insert({ ...token, created_at: at.toISOString(), expires_at: expires_at?.toISOString() ?? null })
        .returning('id');
      return row.id;
    },
    async revoke(id, at) {
      const revoked = db('api_tokens').where({ id, revoked_at: null }).update({ revoked_at: at.toISOString() });
      return (await revoked) > 0;
    },
    async revokeAll(user_id, at) {
      await db('api_tokens').where({ user_id, revoked_at: null }).update({ revoked_at: at.toISOString() });
    },
    async touch(id, at) {
      await db('api_tokens').where({ id }).update({ last_used_at: at.toISOString() });
    },
  };
}
