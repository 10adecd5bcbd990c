import type { Knex } from 'knex';

/** Who is signed in, and since when. */
export interface WebSessionRow {
  readonly id: number;
  readonly seen_at: string;
  readonly user_id: number;
  readonly username: string;
  readonly email: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
}

export interface WebSessionQueries {
  begin(session: { secret_hash: string; user_id: number; expires_at: Date }, at: Date): Promise<void>;
  /** That of an active user, if it has not expired and was last used after `idleSince`. */
  find(secretHash: string, at: Date, idleSince: Date): Promise<WebSessionRow | undefined>;
  touch(id: number, at: Date): Promise<void>;
  end(secretHash: string): Promise<void>;
  /** Returns whether there was such a session. */
  endById(id: number): Promise<boolean>;
  /** Ends all sessions of a user. */
  endAll(userId: number): Promise<void>;
  /** Deletes what has expired, and answers how many there were. */
  sweep(at: Date): Promise<number>;
}

export function webSessionQueries(db: Knex): WebSessionQueries {
  return {
    begin: ({ secret_hash, user_id, expires_at }, at) =>
      db.transaction(async (trx) => {
        const now = at.toISOString();
        const row = { secret_hash, user_id, created_at: now, seen_at: now, expires_at: expires_at.toISOString() };
        await trx('web_sessions').insert(row);
        await trx('users').where({ id: user_id }).update({ signed_in_at: now });
      }),
    find: (secret_hash, at, idleSince) =>
      db('web_sessions as session')
        .join('users as user', 'user.id', 'session.user_id')
        .where({ 'session.secret_hash': secret_hash, 'user.active': true })
        .where('session.expires_at', '>', at.toISOString())
        .where('session.seen_at', '>', idleSince.toISOString())
        .first(
          'session.id',
          'session.seen_at',
          'session.user_id',
          'user.username',
          'user.email',
          'user.is_staff',
          'user.is_superuser',
        ),
    async touch(id, at) {
      await db('web_sessions').where({ id }).update({ seen_at: at.toISOString() });
    },
    async end(secret_hash) {
      await db('web_sessions').where({ secret_hash }).delete();
    },
    endById: async (id) => (await db('web_sessions').where({ id }).delete()) > 0,
    async endAll(user_id) {
      await db('web_sessions').where({ user_id }).delete();
    },
    sweep: (at) => db('web_sessions').where('expires_at', '<=', at.toISOString()).delete(),
  };
}
