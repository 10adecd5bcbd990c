import type { Knex } from 'knex';

/** Something that the authorization server has given out or remembers: a code, a token, a grant, a session, an interaction. */
export interface NewArtifact {
  readonly kind: string;
  readonly id_hash: string;
  readonly sealed_payload: string;
  /** Of the grant that it came of, so that all of it dies together. */
  readonly grant_hash: string | null;
  readonly uid_hash: string | null;
  readonly user_id: number | null;
  readonly client_id: string | null;
  /** For tokens: what they may be used for, and where. */
  readonly scope: string | null;
  readonly audience: string | null;
  readonly expires_at: Date | null;
}

export interface StoredArtifact {
  readonly id_hash: string;
  readonly sealed_payload: string;
  readonly consumed_at: string | null;
}

/** An access token with whom it stands for. */
export interface AccessTokenOwner {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  /** Whether the user and the application are. */
  readonly active: boolean;
  readonly client_id: string;
  /** Null for none. */
  readonly scope: string | null;
  readonly audience: string | null;
  readonly expires_at: string;
}

/** That a user lets a client act for him or her. */
export interface Connection {
  readonly client_id: string;
  /** Null for a client that is described at the address which is its id. */
  readonly name: string | null;
  /** What it may do, as its newest token says. */
  readonly scope: string;
  /** When it first was allowed to. */
  readonly since: string;
  /** When it last got a token. */
  readonly latest: string;
}

export interface OAuthArtifactQueries {
  save(artifact: NewArtifact, at: Date): Promise<void>;
  find(kind: string, idHash: string): Promise<StoredArtifact | undefined>;
  findByUid(kind: string, uidHash: string): Promise<StoredArtifact | undefined>;
  /** Marks it as used; returns false when it was already, also when two do so at once. */
  consume(kind: string, idHash: string, at: Date): Promise<boolean>;
  delete(kind: string, idHash: string): Promise<void>;
  deleteOfGrant(kind: string, grantHash: string): Promise<void>;
  /** Ends a grant, and all that was given out on it. */
  endGrant(grantHash: string): Promise<void>;
  /** Ends all that was given to an application. */
  deleteOfClient(clientId: string): Promise<void>;
  /** Ends all that was given out for a user. */
  deleteOfUser(userId: number): Promise<void>;
  /** The clients that a user lets act for him or her, by their names. */
  connectionsOf(userId: number, at: Date): Promise<Connection[]>;
  /** Ends what was given to a client for a user; returns whether there was anything. */
  disconnect(userId: number, clientId: string): Promise<boolean>;
  /** An access token, of a person or of a service account. */
  accessToken(idHash: string): Promise<AccessTokenOwner | undefined>;
  /** Deletes what has expired, and answers how many there were. */
  sweep(at: Date): Promise<number>;
}

const ACCESS_TOKENS = ['AccessToken', 'ClientCredentials'];

/** Of those that describe themselves there is no row; any other client without one was deleted. */
const CLIENT_IS_ACTIVE = `coalesce("application"."active", "token"."client_id" like 'https://%')`;

/** What is written by a request that was under way when its grant was taken back is good for nothing. */
const GRANT_IS_THERE = `("token"."grant_hash" is null or exists (
  select 1 from "oauth_artifacts" as "grant" where "grant"."kind" = 'Grant' and "grant"."id_hash" = "token"."grant_hash"
))`;

export function oauthArtifactQueries(db: Knex): OAuthArtifactQueries {
  const artifacts = () => db('oauth_artifacts');
  return {
    async save({ expires_at, ...artifact }, at) {
      const row = { ...artifact, expires_at: expires_at?.toISOString() ?? null };
      await artifacts()
        .insert({ ...row, created_at: at.toISOString() })
        .onConflict(['kind', 'id_hash'])
        .merge(row);
    },
    find: (kind, id_hash) => artifacts().where({ kind, id_hash }).first('id_hash', 'sealed_payload', 'consumed_at'),
    findByUid: (kind, uid_hash) =>
      artifacts().where({ kind, uid_hash }).first('id_hash', 'sealed_payload', 'consumed_at'),
    async consume(kind, id_hash, at) {
      const unused = artifacts().where({ kind, id_hash, consumed_at: null });
      return (await unused.update({ consumed_at: at.toISOString() })) > 0;
    },
    async delete(kind, id_hash) {
      await artifacts().where({ kind, id_hash }).delete();
    },
    async deleteOfGrant(kind, grant_hash) {
      await artifacts().where({ kind, grant_hash }).delete();
    },
    async endGrant(grant_hash) {
      await artifacts().where({ grant_hash }).orWhere({ kind: 'Grant', id_hash: grant_hash }).delete();
    },
    async deleteOfClient(client_id) {
      await artifacts().where({ client_id }).delete();
    },
    async deleteOfUser(user_id) {
      await artifacts().where({ user_id }).delete();
    },
    async connectionsOf(user_id, at) {
      const tokens: (Omit<Connection, 'since' | 'latest'> & { created_at: string })[] = await db(
        'oauth_artifacts as token',
      )
        .leftJoin('oauth_applications as application', 'application.client_id', 'token.client_id')
        .where({ 'token.user_id': user_id })
        .whereIn('token.kind', ['AccessToken', 'RefreshToken'])
        .where('token.expires_at', '>', at.toISOString())
        .orderBy('token.id')
        .select('token.client_id', 'application.name', 'token.scope', 'token.created_at');
      const byClient = new Map<string, Connection>();
      for (const { created_at, ...token } of tokens) {
        const since = byClient.get(token.client_id)?.since ?? created_at;
        byClient.set(token.client_id, { ...token, since, latest: created_at });
      }
      return [...byClient.values()];
    },
    async disconnect(user_id, client_id) {
      return (await artifacts().where({ user_id, client_id }).delete()) > 0;
    },
    accessToken: (id_hash) =>
      db('oauth_artifacts as token')
        .join('users as user', 'user.id', 'token.user_id')
        // A client that describes itself at an address of its own has no row here.
        .leftJoin('oauth_applications as application', 'application.client_id', 'token.client_id')
        .whereIn('token.kind', ACCESS_TOKENS)
        .where({ 'token.id_hash': id_hash })
        .whereRaw(GRANT_IS_THERE)
        .first(
          'user.id',
          'user.username',
          'user.email',
          'user.is_staff',
          'user.is_superuser',
          db.raw(`("user"."active" and ${CLIENT_IS_ACTIVE}) as "active"`),
          'token.client_id',
          'token.scope',
          'token.audience',
          'token.expires_at',
        ),
    sweep: (at) => artifacts().where('expires_at', '<=', at.toISOString()).delete(),
  };
}
