import type { ListedApplication } from '../queries/oauth-applications.js';
import type { Queries } from '../queries/queries.js';
import type { Account } from './account.js';
import { APPLICATION_LIMITS, type ApplicationDraft } from './application-draft.js';
import { makeClientCredentials, makeClientSecret } from './client-credentials.js';

/** An application's credentials, for the one time that they are shown. */
export interface ShownCredentials {
  readonly id: number;
  readonly name: string;
  readonly clientId: string;
  /** Null for one without a secret. */
  readonly secret: string | null;
}

/** Who makes and manages applications: a user, or null for whoever has the command line, who may do everything. */
export type Maker = Pick<Account, 'id' | 'staff' | 'superuser'> | null;

/** The OAuth applications as people manage them: staff those that they have made, superusers all. */
export class Applications {
  constructor(
    private readonly queries: Queries,
    private readonly now: () => Date,
  ) {}

  /** Those that the maker may manage, the newest first. */
  list(maker: Maker): Promise<ListedApplication[]> {
    return this.queries.oauthApplications.made(maker && !maker.superuser ? maker.id : 'all');
  }

  /** Null when there is none, and when the maker may not know that there is. */
  async find(id: number, maker: Maker): Promise<ListedApplication | null> {
    const found = await this.queries.oauthApplications.find(id);
    return found && mayManage(found, maker) ? found : null;
  }

  /** Whether a user has not made too many yet. */
  async mayMakeMore({ id }: { readonly id: number }): Promise<boolean> {
    return (await this.queries.oauthApplications.countMadeBy(id)) < APPLICATION_LIMITS.applications;
  }

  /** Of a draft in which nothing is wrong. */
  async make(draft: ApplicationDraft, maker: Maker): Promise<ShownCredentials> {
    const { clientId, secret } = makeClientCredentials();
    const id = await this.queries.oauthApplications.create(
      {
        client_id: clientId,
        name: draft.name,
        secret_hash: draft.confidential ? secret.hash : null,
        redirect_uris: draft.redirectUris,
        skip_authorization: draft.skipAuthorization,
        all_scopes: draft.allScopes,
        service_account_id: draft.serviceAccountId,
        made_by: maker?.id ?? null,
      },
      this.now(),
    );
    return { id, name: draft.name, clientId, secret: draft.confidential ? secret.secret : null };
  }

  /** The old secret is refused from now on; what was given out before stays as it is. */
  async newSecret({ id, name, client_id }: ListedApplication): Promise<ShownCredentials> {
    const { secret, hash } = makeClientSecret();
    await this.queries.oauthApplications.rotateSecret(id, hash);
    return { id, name, clientId: client_id, secret };
  }

  async setActive({ id, client_id }: ListedApplication, active: boolean): Promise<void> {
    await this.queries.atomically(async ({ oauthApplications, oauthArtifacts }) => {
      await oauthApplications.setActive(id, active);
      if (!active) await oauthArtifacts.deleteOfClient(client_id);
    });
  }

  async delete({ id, client_id }: ListedApplication): Promise<void> {
    await this.queries.atomically(async ({ oauthApplications, oauthArtifacts }) => {
      await oauthApplications.delete(id);
      await oauthArtifacts.deleteOfClient(client_id);
    });
  }
}

const mayManage = ({ made_by, registered }: ListedApplication, maker: Maker): boolean =>
  maker === null || maker.superuser || (maker.staff && !registered && made_by === maker.id);
