import type { Adapter, AdapterPayload } from 'oidc-provider';
import { hashSecret } from '../auth/secret.js';
import type { OAuthApplication } from '../queries/oauth-applications.js';
import type { Queries } from '../queries/queries.js';
import type { ClientRegistration } from './client-registration.js';

/** Gives the authorization server the applications as the clients that they are to it, and takes those that register themselves. */
export class ApplicationStore implements Pick<Adapter, 'find' | 'upsert' | 'destroy'> {
  constructor(
    private readonly queries: Queries,
    private readonly registration: ClientRegistration,
    private readonly now: () => Date,
  ) {}

  async find(clientId: string): Promise<AdapterPayload | undefined> {
    const application = await this.queries.oauthApplications.byClientId(clientId);
    if (!application?.active) return undefined;
    if (application.expires_at && new Date(application.expires_at) <= this.now()) return undefined;
    return clientOf(application) as AdapterPayload;
  }

  /** What registers itself. */
  async upsert(clientId: string, metadata: AdapterPayload): Promise<void> {
    await this.registration.add(clientId, metadata as Readonly<Record<string, unknown>>);
  }

  /** Clients are deleted on their page. */
  destroy(): Promise<never> {
    throw new Error('a client cannot delete itself');
  }
}

/** The application in the words of RFC 7591. Of a secret, its digest stands where the library expects the secret. */
function clientOf({ client_id, name, secret_hash, redirect_uris, metadata, ...application }: OAuthApplication) {
  const byItself = application.service_account_id !== null;
  return {
    client_name: name,
    token_endpoint_auth_method: secret_hash === null ? 'none' : 'client_secret_basic',
    // A client that cannot keep a secret runs on its user's machine, and listens at whatever port is free.
    application_type: secret_hash === null ? 'native' : 'web',
    grant_types: byItself ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    response_types: byItself ? [] : ['code'],
    ...metadata,
    client_id,
    redirect_uris: [...redirect_uris],
    ...(secret_hash !== null && { client_secret: secret_hash }),
  };
}

/** Whether a secret that a client sends is the one of which we have the digest. */
export const isSecretOf = (digest: string, secret: string): boolean => hashSecret(secret) === digest;
