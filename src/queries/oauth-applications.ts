import type { Knex } from 'knex';

/** An OAuth application (domain.md 1.1): a client that people let act for them, or that acts for a service account. */
export interface OAuthApplication {
  readonly id: number;
  readonly client_id: string;
  readonly name: string;
  /** Null for a public client. */
  readonly secret_hash: string | null;
  readonly redirect_uris: readonly string[];
  readonly skip_authorization: boolean;
  /** For whom it acts by itself, with client credentials; null for one that acts for whoever signs in. */
  readonly service_account_id: number | null;
  /** Null: it was made on the command line, or has registered itself. */
  readonly made_by: number | null;
  /** Whether who made it may let it skip consent for everybody: a superuser, or whoever has the command line. */
  readonly made_by_superuser: boolean;
  /** Whether it has registered itself. */
  readonly registered: boolean;
  /** What one that has registered itself said of itself. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly active: boolean;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

export type NewOAuthApplication = Pick<
  OAuthApplication,
  'client_id' | 'name' | 'secret_hash' | 'redirect_uris' | 'skip_authorization' | 'service_account_id' | 'made_by'
> & { readonly registered?: boolean; readonly metadata?: object | null; readonly expires_at?: Date | null };

export interface OAuthApplicationQueries {
  /** Whether it is active is for the caller to look at. */
  byClientId(clientId: string): Promise<OAuthApplication | undefined>;
  /** Returns the id. */
  create(application: NewOAuthApplication, at: Date): Promise<number>;
}

type Stored = Omit<OAuthApplication, 'redirect_uris' | 'metadata' | 'made_by_superuser'> & {
  redirect_uris: string;
  metadata: string | null;
  maker_superuser: unknown;
};

export function oauthApplicationQueries(db: Knex): OAuthApplicationQueries {
  const applications = () =>
    db('oauth_applications as application')
      .leftJoin('users as maker', 'maker.id', 'application.made_by')
      .select('application.*', 'maker.is_superuser as maker_superuser');
  return {
    async byClientId(client_id) {
      const row: Stored | undefined = await applications().where({ client_id }).first();
      return row && applicationOf(row);
    },
    async create({ redirect_uris, metadata, expires_at, ...application }, at) {
      const [row] = await db('oauth_applications')
        .insert({
          ...application,
          redirect_uris: JSON.stringify(redirect_uris),
          metadata: metadata ? JSON.stringify(metadata) : null,
          expires_at: expires_at?.toISOString() ?? null,
          created_at: at.toISOString(),
        })
        .returning('id');
      return row.id;
    },
  };
}

const applicationOf = ({ redirect_uris, metadata, maker_superuser, ...row }: Stored): OAuthApplication => ({
  ...row,
  redirect_uris: JSON.parse(redirect_uris),
  metadata: metadata === null ? null : JSON.parse(metadata),
  made_by_superuser: !row.registered && (row.made_by === null || Boolean(maker_superuser)),
});
