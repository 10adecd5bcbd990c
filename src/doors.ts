import type Koa from 'koa';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { createApp, MCP_PATH, MCP_PATHS } from './app.js';
import type { Access } from './auth/access.js';
import { createAuthenticate } from './auth/authenticate.js';
import { createBasicAuthenticator } from './auth/basic-authenticator.js';
import { createGatewayAccess } from './auth/gateway-access.js';
import { PasswordSignIn } from './auth/password-sign-in.js';
import { createSessionAuthenticator } from './auth/session-authenticator.js';
import { createSignIn } from './auth/sign-in.js';
import { createTokenAuthenticator } from './auth/token-authenticator.js';
import { WebSessions } from './auth/web-sessions.js';
import { catalog } from './catalog.js';
import type { Config } from './config.js';
import { createAudit } from './create-audit.js';
import type { Keyring } from './crypto/keyring.js';
import { classify } from './database/classify.js';
import type { ResultMailer } from './engine/result-mailer.js';
import type { Runner } from './engine/runner.js';
import type { EventBus } from './events/event-bus.js';
import { createExecuteDoor } from './http/execute-door.js';
import type { Endpoint, EndpointOptions } from './mcp/endpoint.js';
import type { Outlet } from './network/outlet.js';
import type { OAuthKeys } from './oauth/keys.js';
import { Resource } from './oauth/resource.js';
import { onDemand } from './on-demand.js';
import type { Metrics } from './ops/metrics.js';
import type { Queries } from './queries/queries.js';
import { createServices } from './services.js';
import { createUserTools } from './tools/user-tools.js';
import { TracedCalls } from './traced-calls.js';
import type { Tracer } from './tracing/tracer.js';
import { VERSION } from './version.js';

interface DoorsOptions {
  readonly config: Config;
  /** The origin that clients use. */
  readonly publicUrl: string;
  readonly keys: OAuthKeys;
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly runner: Runner;
  /** Null where the gateway sends no mails. */
  readonly mailer: Pick<ResultMailer, 'send'> | null;
  readonly openOutlet: () => Promise<Outlet>;
  readonly events: EventBus;
  /** Null where nothing is measured. */
  readonly metrics: Pick<Metrics, 'call'> | null;
  /** Null where traces are off. */
  readonly tracer: Tracer | null;
  readonly rateLimit: EndpointOptions['rateLimit'];
  readonly openEndpoint: (options: EndpointOptions) => Endpoint;
  readonly processId: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Everything that a request can reach: MCP, integrations over HTTP, the authorization server, and the pages for people. */
export function createDoors({
  config,
  publicUrl,
  keys,
  metrics,
  tracer,
  openOutlet,
  openEndpoint,
  ...base
}: DoorsOptions): {
  app: Koa;
  endpoint: Endpoint;
} {
  const { queries, events, rateLimit, now, log } = base;
  const { registry } = catalog;
  const secure = publicUrl.startsWith('https:');
  const hostnames = hostnamesOf(config);
  const front = { hostnames, secure, proxies: config.proxies, isUnavailable };

  const access = createGatewayAccess(queries);
  const resource = new Resource(publicUrl, MCP_PATHS);
  const resourceMetadataUrl = (path: string) => resource.metadataUrl(path);
  const onRefused = (what: string) => (network: string) =>
    log.warn({ network }, `too many wrong ${what}; more are refused for a while`);
  const tokens = createTokenAuthenticator({
    queries,
    now,
    audience: resource.canonical,
    onRefused: onRefused('tokens'),
  });
  const passwords = new PasswordSignIn(queries, () => now().getTime(), onRefused('passwords'));
  const sessions = new WebSessions(queries, now);

  const services = createServices({ ...base, publicUrl, buildHelperDir: config.buildHelperDir });
  const { frontends, documentation } = services;
  const audit = createAudit(queries.audit, now);
  const dynamicTools = createUserTools(services);
  const traced = tracer && new TracedCalls(tracer);
  const endpoint = openEndpoint({
    ...catalog,
    handlers: traced?.handlers(catalog.handlers) ?? catalog.handlers,
    services,
    events,
    dynamicTools: traced?.dynamicTools(dynamicTools) ?? dynamicTools,
    access: access as Access,
    authenticate: createAuthenticate(tokens),
    audit: metrics ? counted(audit, metrics) : audit,
    rateLimit,
    isUnavailable,
    // The same on every node: what one has asked, another one may be answered.
    stateKey: base.keyring.derive('request state'),
    hostnames,
    proxies: config.proxies,
    resourceMetadataUrl,
    version: VERSION,
    log,
    clock: () => performance.now(),
  });

  const signIn = createSignIn([
    tokens,
    createBasicAuthenticator(passwords),
    createSessionAuthenticator(sessions, secure),
  ]);
  const scope = registry.levels.execute?.scope ?? null;
  const door = createExecuteDoor({ ...base, ...front, signIn, scope, resourceMetadataUrl });

  const { allowedHosts, accessTokenSeconds, registrationDomains, metadataDomains } = config;
  const authorization = onDemand(async () => {
    const [{ createAuthorizationServer }, { renderErrorPage }, outlet] = await Promise.all([
      import('./oauth/authorization-server.js'),
      import('./web/render.js'),
      openOutlet(),
    ]);
    return createAuthorizationServer({
      ...base,
      ...front,
      keys,
      sessions,
      outlet,
      resource,
      scopes: registry.scopes,
      accessTokenSeconds,
      registrationDomains,
      metadataDomains,
      renderError: (problem) => renderErrorPage(problem, null),
    });
  });

  const site = onDemand(async () => {
    const [{ createSite }, { siteRoutes }] = await Promise.all([import('./web/site.js'), import('./web/routes.js')]);
    const siteServices = {
      ...base,
      access,
      frontends,
      documentation,
      registry,
      passwords,
      sessions,
      consent: async () => (await authorization()).consent,
      publicUrl,
      mcpUrl: publicUrl + MCP_PATH,
      allowedHosts,
      registrationDomains,
      metadataDomains,
    };
    return createSite({ ...siteServices, ...front, routes: siteRoutes(siteServices) });
  });

  /** Its addresses; the pages for people have some of them, too. */
  const oauth: Middleware = async (ctx, next) => {
    if (/^\/(o|\.well-known)\//.test(ctx.path)) await (await authorization()).middleware(ctx, next);
    else await next();
  };
  const mcp = traced ? { ...endpoint, middleware: [traced.remember, ...endpoint.middleware] } : endpoint;
  return { app: createApp({ mcp, door, oauth, site: loaded(site) }), endpoint };
}

/** One step after the other, of those that are there once the first request has come so far. */
const loaded =
  (load: () => Promise<readonly Middleware[]>): Middleware =>
  async (ctx, next) => {
    const steps = await load();
    const go = async (at: number): Promise<void> => {
      const step = steps[at];
      await (step ? step(ctx, () => go(at + 1)) : next());
    };
    await go(0);
  };

/** What is written down of calls is what is counted of them. */
const counted =
  (audit: EndpointOptions['audit'], metrics: Pick<Metrics, 'call'>): EndpointOptions['audit'] =>
  (entry) => {
    metrics.call(entry);
    return audit(entry);
  };

const isUnavailable = (error: unknown): boolean => ['busy', 'unavailable'].includes(classify(error) ?? '');

/** Under which names the gateway may be addressed. */
function hostnamesOf({ publicUrl, host }: Config): string[] {
  const publicHost = publicUrl === null ? [] : [new URL(publicUrl).hostname];
  return [...publicHost, host, 'localhost', '127.0.0.1', '[::1]'];
}
