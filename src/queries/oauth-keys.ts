import type { Knex } from 'knex';

/** What the authorization server signs with: tokens of identity, or its cookies. */
export type OAuthKeyUse = 'signing' | 'cookies';

export interface StoredOAuthKey {
  readonly id: number;
  readonly sealed_key: string;
  readonly created_at: string;
  /** From when on nothing is signed with it; null for the current one. */
  readonly retired_at: string | null;
}

export interface OAuthKeyQueries {
  /** The newest first. */
  list(use: OAuthKeyUse): Promise<StoredOAuthKey[]>;
  create(use: OAuthKeyUse, sealedKey: string, at: Date): Promise<void>;
  /** Retires those that are not yet. */
  retire(use: OAuthKeyUse, at: Date): Promise<void>;
  /** Deletes those that were retired before then. */
  delete(use: OAuthKeyUse, retiredBefore: Date): Promise<void>;
}

export function oauthKeyQueries(db: Knex): OAuthKeyQueries {
  return {
    list: (use) =>
      db('oauth_keys').where({ use }).orderBy('id', 'desc').select('id', 'sealed_key', 'created_at', 'retired_at'),
    async create(use, sealed_key, at) {
      await db('oauth_keys').insert({ use, sealed_key, created_at: at.toISOString() });
    },
    async retire(use, at) {
      await db('oauth_keys').where({ use, retired_at: null }).update({ retired_at: at.toISOString() });
    },
    async delete(use, retiredBefore) {
      await db('oauth_keys').where({ use }).where('retired_at', '<', retiredBefore.toISOString()).delete();
    },
  };
}
