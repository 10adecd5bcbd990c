import { InvalidClientMetadata } from 'oidc-provider/lib/helpers/errors.js';
import { hashSecret } from '../auth/secret.js';
import type { Queries } from '../queries/queries.js';
import { isAllowedDomain } from './allowed-domains.js';

/** How many clients may have registered themselves at a time. */
export const MOST_REGISTERED = 1_000;
/** For how long such a client is known that nobody has allowed anything yet: whoever registers many fills the place for a day. */
export const UNUSED_FOR_MS = 24 * 3_600_000;
/** For how long it is known after it last got a token. */
export const REGISTERED_FOR_MS = 90 * 24 * 3_600_000;

const LONGEST_NAME = 100;
const MOST_REDIRECTS = 10;
/** What a client may get that nobody has made. */
export const GRANTS: readonly string[] = ['authorization_code', 'refresh_token'];

interface ClientRegistrationOptions {
  readonly queries: Queries;
  readonly now: () => Date;
  /** The hosts to which a client may let people be sent back; none: no client may register itself. */
  readonly domains: readonly string[];
}

/**
 * Clients that register themselves (RFC 7591), which 2025 clients do. Anybody may, so it holds nothing but names: consent is asked
 * for each time, and people are sent back to allowed hosts alone.
 */
export class ClientRegistration {
  constructor(private readonly options: ClientRegistrationOptions) {}

  /** @throws InvalidClientMetadata */
  async add(clientId: string, given: Readonly<Record<string, unknown>>): Promise<void> {
    const { queries, now, domains } = this.options;
    const redirects = given.redirect_uris as string[];
    const grants = given.grant_types as string[];
    if (redirects.length === 0 || !grants.every((grant) => GRANTS.includes(grant)))
      throw refused(`a client that registers itself lets people sign in: grant_types may hold ${GRANTS.join(', ')}`);
    if (redirects.length > MOST_REDIRECTS) throw refused(`there may be ${MOST_REDIRECTS} redirect_uris at most`);
    for (const uri of redirects) {
      if (!isAllowedDomain(uri, domains)) throw refused(`redirect_uris must lead to one of: ${domains.join(', ')}`);
    }
    const at = now();
    if ((await queries.oauthApplications.countRegistered(at)) >= MOST_REGISTERED) {
      throw refused('too many clients have registered themselves; ask an administrator for credentials');
    }
    const { client_id, client_secret, redirect_uris, client_name, ...metadata } = given;
    await queries.oauthApplications.create(
      {
        client_id: clientId,
        name: nameOf(client_name),
        secret_hash: typeof client_secret === 'string' ? hashSecret(client_secret) : null,
        redirect_uris: redirects,
        skip_authorization: false,
        service_account_id: null,
        made_by: null,
        registered: true,
        metadata: picked(metadata),
        expires_at: new Date(at.getTime() + UNUSED_FOR_MS),
      },
      at,
    );
  }
}

const refused = (message: string) => new InvalidClientMetadata(message);

/** What is said on the page of consent; a client may call itself what it likes, but not at length. */
const nameOf = (name: unknown): string =>
  (typeof name === 'string' &&
    name
      .replace(/[\p{Control}\p{Format}\p{Surrogate}]/gu, '')
      .trim()
      .slice(0, LONGEST_NAME)) ||
  'A client without a name';

/** Of what a client says of itself, no more is kept than what decides how it is served. */
const picked = ({
  token_endpoint_auth_method,
  application_type,
  grant_types,
  response_types,
}: Record<string, unknown>) => ({
  token_endpoint_auth_method,
  application_type,
  grant_types,
  response_types,
});
