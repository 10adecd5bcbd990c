import type { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import type { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Account } from '../auth/account.js';
import { type AttemptLimit, Attempts } from '../auth/attempts.js';
import { LocalBuckets } from '../auth/local-buckets.js';
import { networkOf } from '../auth/network.js';
import { cookieOf, sessionCookieName } from '../auth/session-cookie.js';
import type { WebSessions } from '../auth/web-sessions.js';
import type { Queries } from '../queries/queries.js';
import { isKnownHost } from '../request/caller-origin.js';
import { clientAddress } from '../request/client-address.js';
import { ANSWER_HEADERS, PAGE_HEADERS } from './answer-headers.js';
import type { Scopes } from './authorization-server.js';
import { RESOURCE_METADATA, type Resource } from './resource.js';

interface MountOptions {
  readonly queries: Pick<Queries, 'oauthApplications' | 'rateBuckets'>;
  readonly provider: Provider;
  readonly sessions: WebSessions;
  /** Who is signed in to our pages, for the policy to know. */
  readonly visitors: WeakMap<IncomingMessage, Account | null>;
  readonly resource: Resource;
  readonly scopes: Scopes;
  readonly secure: boolean;
  readonly hostnames: readonly string[];
  readonly proxies: number;
  readonly now: () => Date;
  readonly log: Logger;
  readonly renderError: (problem: { title: string; message: string; status: number }) => string;
}

/** From one network. */
const LIMITS = {
  /** Clients that fail to show who they are. */
  failures: { most: 100, perMinute: 60 },
  registrations: { most: 20, perMinute: 10 },
  /** Sign-ins that are begun by whoever is not signed in: each of them is remembered for an hour. */
  beginnings: { most: 300, perMinute: 60 },
};

/** The cookie of the library's own session, which remembers what was granted. */
export const SESSION_COOKIE = 'oauth_session';

/** The library's own addresses. What a person sees in between is a page of ours. */
const AUTHORIZE = /^\/o\/authorize(\/|$)/;
const BEGINNING = /^\/o\/authorize\/?$/;
const ENDPOINT = /^\/o\/(token|revoke|introspect|register|jwks)\/?$/;
const METADATA = /^\/\.well-known\/(oauth-authorization-server|openid-configuration)$/;

/** How each of them is asked. */
const METHODS: readonly [RegExp, string[]][] = [
  [AUTHORIZE, ['GET', 'HEAD']],
  [/^\/(o\/jwks|\.well-known)\b/, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/o\/register/, ['POST']],
  [ENDPOINT, ['POST', 'OPTIONS']],
];

/** Leads requests to the authorization server, and answers what a client must know of the resource (RFC 9728). */
export function createMount(options: MountOptions): Middleware {
  const { provider, sessions, visitors, resource, scopes, secure, hostnames, now, log } = options;
  const { protocol, host } = new URL(resource.origin);
  provider.proxy = true;
  const serve = provider.callback();
  const clock = () => now().getTime();
  const buckets = options.queries.rateBuckets ?? new LocalBuckets(clock);
  const attemptsOf = (limit: AttemptLimit, what: string) =>
    new Attempts({
      what,
      limit,
      buckets,
      now: clock,
      onRefused: (network) => log.warn({ network }, `too many ${what}; more are refused for a while`),
    });
  const failed = attemptsOf(LIMITS.failures, 'wrong client secrets');
  const registered = attemptsOf(LIMITS.registrations, 'registrations');
  const begun = attemptsOf(LIMITS.beginnings, 'sign-ins begun');
  const offered = Object.keys(scopes).filter((scope) => scopes[scope]?.offered);

  /** Whether it was answered already: that address is not for such requests. */
  function refuseMethod(ctx: Context): boolean {
    const methods = METHODS.find(([path]) => path.test(ctx.path))?.[1] ?? [];
    if (methods.includes(ctx.method)) return false;
    ctx.status = 405;
    ctx.set('Allow', methods.join(', '));
    ctx.body = { error: 'invalid_request', error_description: `that address takes ${methods.join(', ')}` };
    return true;
  }

  function describeResource(ctx: Context): void {
    const described = resource.described(ctx.path);
    if (described === null) {
      ctx.status = 404;
      return;
    }
    ctx.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' });
    if (ctx.method === 'OPTIONS') {
      ctx.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*' });
      ctx.status = 204;
      return;
    }
    ctx.body = {
      resource: described,
      authorization_servers: [resource.origin],
      scopes_supported: offered,
      bearer_methods_supported: ['header'],
      resource_name: 'Integration Gateway',
    };
  }

  /** What a client asks for that names no scope. */
  async function scopesFor(clientId: string | null): Promise<string[]> {
    const application = await options.queries.oauthApplications.byClientId(clientId ?? '');
    return application?.all_scopes ? Object.keys(scopes) : offered;
  }

  /** Who is at the browser, and what a client that named no scope wants. */
  async function prepareAuthorization(ctx: Context): Promise<void> {
    const secret = cookieOf(ctx.req.headers.cookie, sessionCookieName(secure));
    const visitor = secret === null ? null : await sessions.find(secret);
    visitors.set(ctx.req, visitor);
    // What another person has left in this browser is nothing to whoever is here now.
    const left = await provider.Session.find(cookieOf(ctx.req.headers.cookie, SESSION_COOKIE) ?? '');
    if (left?.accountId !== String(visitor?.id)) ctx.req.headers.cookie = withoutSession(ctx.req.headers.cookie);
    if (!BEGINNING.test(ctx.path)) return;
    const query = new URLSearchParams(ctx.querystring);
    if (!query.get('scope')) query.set('scope', (await scopesFor(query.get('client_id'))).join(' '));
    ctx.req.url = `/o/authorize/?${query}`;
  }

  /** Whether it was answered already: too many sign-ins were begun there. */
  async function refuseBeginning(ctx: Context): Promise<boolean> {
    if (visitors.get(ctx.req) || !BEGINNING.test(ctx.path)) return false;
    const wait = await begun.take(networkOf(clientAddress(ctx.req, options.proxies)));
    if (wait === 0) return false;
    ctx.status = 429;
    ctx.set({ ...PAGE_HEADERS, 'Retry-After': String(wait) });
    ctx.type = 'html';
    const message = `Very many sign-ins were begun in your network. Wait ${wait} seconds, then start again from the client.`;
    ctx.body = options.renderError({ title: 'One moment, please', message, status: 429 });
    return true;
  }

  /** Refuses whoever has failed, or registered, too often. Returns what is to be done when it has gone well. */
  async function count(ctx: Context): Promise<(() => Promise<void>) | null> {
    const attempts = ctx.path.startsWith('/o/register') ? registered : failed;
    const network = networkOf(clientAddress(ctx.req, options.proxies));
    const wait = await attempts.take(network);
    if (wait === 0) return async () => void (attempts === failed && (await attempts.giveBack(network)));
    ctx.status = 429;
    ctx.set('Retry-After', String(wait));
    ctx.body = { error: 'temporarily_unavailable', error_description: `too many attempts; wait ${wait} seconds` };
    return null;
  }

  async function handOver(ctx: Context): Promise<void> {
    ctx.respond = false;
    // The library names itself as the request does: it is given the name that is configured, whatever was sent.
    Object.assign(ctx.req.headers, { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host });
    ctx.res.statusCode = 200;
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) ctx.res.setHeader(name, value);
    await serve(ctx.req, ctx.res);
  }

  return async (ctx, next) => {
    const isMetadata = METADATA.test(ctx.path);
    const isResource = ctx.path.startsWith(RESOURCE_METADATA);
    const isAuthorize = AUTHORIZE.test(ctx.path);
    if (!isMetadata && !isResource && !isAuthorize && !ENDPOINT.test(ctx.path)) return next();
    if (!isKnownHost(ctx.req.headers, hostnames)) {
      ctx.status = 403;
      ctx.body = { error: 'invalid_request', error_description: 'the gateway is not known by that name' };
      return;
    }
    if (refuseMethod(ctx)) return;
    if (isResource) return describeResource(ctx);
    if (isMetadata) return handOver(ctx);
    if (isAuthorize) {
      await prepareAuthorization(ctx);
      if (await refuseBeginning(ctx)) return;
      return handOver(ctx);
    }
    // The library knows its addresses with the slash at the end.
    if (!ctx.path.endsWith('/')) ctx.req.url = `${ctx.path}/${ctx.search}`;
    if (ctx.method !== 'POST') return handOver(ctx);
    const succeeded = await count(ctx);
    if (!succeeded) return;
    await handOver(ctx);
    if (ctx.res.statusCode !== 401) await succeeded();
  };
}

function withoutSession(cookie: string | undefined): string {
  const own = [SESSION_COOKIE, `${SESSION_COOKIE}.sig`];
  const kept = (cookie ?? '').split(';').filter((part) => !own.includes(part.trim().split('=', 1)[0] ?? ''));
  return kept.join(';');
}
