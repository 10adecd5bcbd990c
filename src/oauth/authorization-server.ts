import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import type { Configuration, KoaContextWithOIDC, Provider as ProviderType } from 'oidc-provider';
import { AccessDenied, InvalidScope, InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Logger } from 'pino';
import type { Account } from '../auth/account.js';
import type { WebSessions } from '../auth/web-sessions.js';
import type { Keyring } from '../crypto/keyring.js';
import { guardedFetch } from '../network/guarded-fetch.js';
import type { Outlet } from '../network/outlet.js';
import type { Queries } from '../queries/queries.js';
import { isAllowedDomain } from './allowed-domains.js';
import { PAGE_HEADERS } from './answer-headers.js';
import { ApplicationStore, isSecretOf } from './application-store.js';
import { ArtifactStore } from './artifacts.js';
import { ClientRegistration, REGISTERED_FOR_MS } from './client-registration.js';
import { Consent } from './consent.js';
import type { OAuthKeys } from './keys.js';
import { withKnownGrants } from './known-grants.js';
import { metadataDocuments } from './metadata-documents.js';
import { createMount, SESSION_COOKIE } from './mount.js';
import { interactionPolicyFor } from './policy.js';
import type { Resource } from './resource.js';

/** What a token may be allowed to do, by the name of its scope. */
export type Scopes = Readonly<Record<string, ScopeText>>;

export interface ScopeText {
  /** As the page of consent says it. */
  readonly means: string;
  /** Whether a client that names no scope gets it; others are asked for when a call needs them. */
  readonly offered: boolean;
}

export interface AuthorizationServerOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly keys: OAuthKeys;
  readonly sessions: WebSessions;
  readonly outlet: Outlet;
  readonly now: () => Date;
  readonly log: Logger;
  readonly resource: Resource;
  readonly scopes: Scopes;
  /** Whether people reach the gateway over HTTPS. */
  readonly secure: boolean;
  readonly hostnames: readonly string[];
  readonly proxies: number;
  readonly accessTokenSeconds: number;
  /** The hosts to which clients that register themselves may send people back; none: no client may. */
  readonly registrationDomains: readonly string[];
  /** The hosts whose pages may describe a client (Client ID Metadata Documents); none: no client may be described so. */
  readonly metadataDomains: readonly string[];
  /** Makes the page that tells somebody in front of a browser why a client cannot have what it asked for. */
  readonly renderError: (problem: { title: string; message: string; status: number }) => string;
}

export interface AuthorizationServer {
  /** Takes what is its own, and hands on everything else. */
  readonly middleware: Middleware;
  readonly consent: Consent;
}

const DAY = 24 * 3600;
/** After which time a user agrees anew to what a client does for him or her, however often it comes. */
const REFRESH_SECONDS = 30 * DAY;

/**
 * The authorization server (OAuth 2.1, RFC 8414, 8707, 9207, 9700): oidc-provider, with its state in our database. Access tokens
 * are opaque and looked up at each use, so that whatever ends them does so at once.
 */
export function createAuthorizationServer(options: AuthorizationServerOptions): AuthorizationServer {
  const { queries, now, resource, scopes, secure, sessions, keys } = options;
  const registration = new ClientRegistration({ queries, now, domains: options.registrationDomains });
  const applications = new ApplicationStore(queries, registration, now);
  const allScopes = Object.keys(scopes);
  const offered = allScopes.filter((scope) => scopes[scope]?.offered).join(' ');
  const known = ['openid', 'offline_access', ...allScopes];
  const visitors = new WeakMap<IncomingMessage, Account | null>();
  const visitorOf = (ctx: KoaContextWithOIDC) => visitors.get(ctx.req) ?? null;

  const configuration: Configuration = {
    adapter: (kind) =>
      kind === 'Client' ? (applications as unknown as ArtifactStore) : new ArtifactStore(kind, options),
    jwks: { keys: keys.signing },
    cookies: {
      keys: keys.cookies,
      names: { session: SESSION_COOKIE, interaction: 'oauth_interaction', resume: 'oauth_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/o/', secure },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure },
    },
    routes: {
      authorization: '/o/authorize/',
      token: '/o/token/',
      revocation: '/o/revoke/',
      introspection: '/o/introspect/',
      registration: '/o/register/',
      jwks: '/o/jwks/',
      end_session: '/o/end/',
    },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: known,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256', application_type: 'native' },
    ttl: {
      AccessToken: options.accessTokenSeconds,
      ClientCredentials: options.accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      Session: 12 * 3600,
      RefreshToken: REFRESH_SECONDS,
      Grant: REFRESH_SECONDS,
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: isOwn },
      introspection: { enabled: true, allowedPolicy: isOwn },
      registration: { enabled: options.registrationDomains.length > 0, issueRegistrationAccessToken: false },
      clientIdMetadataDocument: metadataDocuments(options.metadataDomains),
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource.canonical,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, indicator) => {
          settleScopes(ctx, offered, known);
          if (!resource.isMeant(indicator))
            throw new InvalidTarget(`there is no resource ${indicator.slice(0, 200)} here`);
          return { scope: allScopes.join(' '), audience: resource.canonical, accessTokenFormat: 'opaque' };
        },
      },
    },
    fetch: fetchFrom(options.metadataDomains, guardedFetch(options.outlet)),
    interactions: { policy: interactionPolicyFor(visitorOf), url: (_ctx, { uid }) => `/o/interaction/${uid}` },
    findAccount: async (_ctx, id) => {
      const user = await queries.users.byId(Number(id));
      return user?.active ? { accountId: id, claims: () => ({ sub: id }) } : undefined;
    },
    loadExistingGrant: (ctx) => consent.existingGrant(ctx),
    renderError: (ctx, { error, error_description }, cause) => {
      ctx.set(PAGE_HEADERS);
      ctx.type = 'html';
      ctx.body = options.renderError({
        title: cause instanceof AccessDenied ? 'Access was denied' : 'This client cannot sign you in',
        message: `${sentence(error_description ?? error)} Tell whoever set up the client, or start again from there.`,
        status: ctx.status,
      });
    },
  };

  const provider: ProviderType = new Provider(resource.origin, configuration);
  provider.Client.prototype.compareClientSecret = function compare(secret) {
    return isSecretOf(this.clientSecret as string, secret);
  };
  provider.on('server_error', (_ctx, error) => options.log.error({ err: error }, 'the authorization server failed'));
  provider.on('grant.success', (ctx) => void touch(ctx));
  // A code or a refresh token that comes twice may have been stolen.
  provider.on('grant.revoked', (ctx) => {
    if (ctx.oidc.route === 'token')
      options.log.warn({ client: ctx.oidc.client?.clientId }, 'something was used twice: what it was for has ended');
  });
  const consent = new Consent({ provider, queries, resource, scopes });

  async function touch(ctx: KoaContextWithOIDC): Promise<void> {
    const clientId = ctx.oidc.client?.clientId;
    if (!clientId) return;
    const at = now();
    const knownUntil = new Date(at.getTime() + REGISTERED_FOR_MS);
    await queries.oauthApplications.touch(clientId, at, knownUntil).catch((error: unknown) => {
      options.log.warn({ err: error }, 'it is not noted when an application was last used');
    });
  }

  return {
    middleware: createMount({ ...options, provider, sessions, visitors }),
    consent,
  };
}

/** A client may ask about, and take back, what it was given itself. */
const isOwn: NonNullable<NonNullable<Configuration['features']>['revocation']>['allowedPolicy'] = (
  _ctx,
  client,
  token,
) => token.clientId === client.clientId;

/**
 * A service account's application that names no scope gets those that whoever signs in would get (domain.md 8). Of scopes that are
 * named, those that are not ours are left out, as long as there are others.
 * @throws InvalidScope
 */
function settleScopes({ oidc: { params } }: KoaContextWithOIDC, offered: string, known: readonly string[]): void {
  if (params?.grant_type === 'client_credentials' && !params.scope) params.scope = offered;
  const asked = typeof params?.scope === 'string' ? params.scope : '';
  if (asked !== '' && !asked.split(' ').some((scope) => known.includes(scope)))
    throw new InvalidScope(`there are the scopes ${known.join(', ')}`, asked.slice(0, 200));
}

/** What a client says of itself may name further addresses, at which there is nothing that we want to know. */
const fetchFrom =
  (domains: readonly string[], fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  (input, init) => {
    if (isAllowedDomain(String(input), domains)) return fetch(input, init).then(withKnownGrants);
    return Promise.reject(new Error('clients may not be described there'));
  };

function sentence(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1).replace(/\.$/, '')}.`;
}
