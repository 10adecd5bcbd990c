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
  /** Whether it asks for every scope when it names none, and not only for those that are offered to every client. */
  readonly all_scopes: boolean;
  /** For whom it acts by itself, with client credentials; null for one that acts for whoever signs in. */
  readonly service_account_id: number | null;
  /** Null: it was made on the command line, or has registered itself. */
  readonly made_by: number | null;
  /** Whether who made it may let it skip consent for everybody: an active superuser, or whoever has the command line. */
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
> & {
  readonly all_scopes?: boolean;
  readonly registered?: boolean;
  readonly metadata?: object | null;
  readonly expires_at?: Date | null;
};

/** An application as a person sees it. */
export interface ListedApplication extends OAuthApplication {
  /** Who made it, by name. */
  readonly maker: string | null;
  readonly service_account: string | null;
}

/** What can be changed of an application once it is there. */
export type ApplicationChange = Partial<
  Pick<OAuthApplication, 'name' | 'redirect_uris' | 'skip_authorization' | 'all_scopes'>
>;

export interface OAuthApplicationQueries {
  /** Whether it is active is for the caller to look at. */
  byClientId(clientId: string): Promise<OAuthApplication | undefined>;
  find(id: number): Promise<ListedApplication | undefined>;
  /** Those that people have made, the newest first; of one maker, or of all. */
  made(by: number | 'all'): Promise<ListedApplication[]>;
  /** Those that have registered themselves, the newest first. */
  registered(limit: number): Promise<ListedApplication[]>;
  /** How many one maker has. */
  countMadeBy(madeBy: number): Promise<number>;
  /** How many that have registered themselves are known at that time. */
  countRegistered(at: Date): Promise<number>;
  /** Active service accounts, for which an application may act. */
  serviceAccounts(): Promise<{ id: number; username: string }[]>;
  /** Returns the id. */
  create(application: NewOAuthApplication, at: Date): Promise<number>;
  /** These return whether there is such an application. */
  change(id: number, change: ApplicationChange): Promise<boolean>;
  rotateSecret(id: number, secretHash: string): Promise<boolean>;
  setActive(id: number, active: boolean): Promise<boolean>;
  delete(id: number): Promise<boolean>;
  /**
   * That it got a token.
   * @param knownUntil for one that has registered itself
   */
  touch(clientId: string, at: Date, knownUntil: Date): Promise<void>;
  /** Deletes those whose time is over, with all that was given to them, and answers how many there were. */
  sweep(at: Date): Promise<number>;
}

type Stored = Omit<ListedApplication, 'redirect_uris' | 'metadata' | 'made_by_superuser'> & {
  redirect_uris: string;
  metadata: string | null;
  maker_superuser: unknown;
  maker_active: unknown;
};

export function oauthApplicationQueries(db: Knex): OAuthApplicationQueries {
  const applications = () =>
    db('oauth_applications as application')
      .leftJoin('users as maker', 'maker.id', 'application.made_by')
      .select('application.*', 'maker.is_superuser as maker_superuser', 'maker.active as maker_active');
  const listed = () =>
    applications()
      .leftJoin('users as account', 'account.id', 'application.service_account_id')
      .select('maker.username as maker', 'account.username as service_account');
  const changed = async (id: number, cells: object) => (await db('oauth_applications').where({ id }).update(cells)) > 0;
  return {
    async byClientId(client_id) {
      // PostgreSQL knows no text with a NUL in it, and so no such client.
      if (client_id.includes('\0')) return undefined;
      const row: Stored | undefined = await applications().where({ client_id }).first();
      return row && applicationOf(row);
    },
    async find(id) {
      const row: Stored | undefined = await listed().where('application.id', id).first();
      return row && listedApplicationOf(row);
    },
    async made(by) {
      const query = listed().where('application.registered', false).orderBy('application.id', 'desc');
      if (by !== 'all') query.where('application.made_by', by);
      return (await query).map(listedApplicationOf);
    },
    async registered(limit) {
      const query = listed().where('application.registered', true).orderBy('application.id', 'desc').limit(limit);
      return (await query).map(listedApplicationOf);
    },
    async countMadeBy(made_by) {
      const [row] = await db('oauth_applications').where({ made_by, registered: false }).count({ count: '*' });
      return Number(row?.count);
    },
    async countRegistered(at) {
      const [row] = await db('oauth_applications')
        .where({ registered: true })
        .where((any) => any.whereNull('expires_at').orWhere('expires_at', '>', at.toISOString()))
        .count({ count: '*' });
      return Number(row?.count);
    },
    serviceAccounts: () =>
      db('users').where({ is_service_account: true, active: true }).select('id', 'username').orderBy('username'),
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
    change: (id, { redirect_uris, ...cells }) =>
      changed(id, { ...cells, ...(redirect_uris && { redirect_uris: JSON.stringify(redirect_uris) }) }),
    rotateSecret: (id, secret_hash) => changed(id, { secret_hash }),
    setActive: (id, active) => changed(id, { active }),
    delete: async (id) => (await db('oauth_applications').where({ id }).delete()) > 0,
    async touch(client_id, at, knownUntil) {
      const application = () => db('oauth_applications').where({ client_id });
      await application().update({ last_used_at: at.toISOString() });
      await application().where({ registered: true }).update({ expires_at: knownUntil.toISOString() });
    },
    sweep: (at) =>
      db.transaction(async (trx): Promise<number> => {
        const over = await trx('oauth_applications').where('expires_at', '<=', at.toISOString()).pluck('client_id');
        await trx('oauth_artifacts').whereIn('client_id', over).delete();
        return trx('oauth_applications').whereIn('client_id', over).delete();
      }),
  };
}

const listedApplicationOf = (row: Stored): ListedApplication => ({
  ...applicationOf(row),
  maker: row.maker,
  service_account: row.service_account,
});

const applicationOf = ({
  redirect_uris,
  metadata,
  maker_superuser,
  maker_active,
  ...row
}: Stored): OAuthApplication => ({
  ...row,
  redirect_uris: JSON.parse(redirect_uris),
  metadata: metadata === null ? null : JSON.parse(metadata),
  made_by_superuser: !row.registered && (row.made_by === null || Boolean(maker_superuser && maker_active)),
});
