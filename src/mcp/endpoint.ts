import { createHash, randomUUID } from 'node:crypto';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  InMemoryServerEventBus,
  isJsonContentType,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import type { Context, Middleware } from 'koa';
import { challengeWith } from '../auth/challenge.js';
import type { Authenticate, Principal } from '../auth/principal.js';
import { BEARER_CHALLENGE } from '../auth/token-authenticator.js';
import type { EventBus } from '../events/event-bus.js';
import { BodyRefused } from '../request/body-refused.js';
import { clientAddress } from '../request/client-address.js';
import { calmed } from './calmed.js';
import { Cancellations } from './cancellations.js';
import { createDirectPath } from './direct-path.js';
import { readJson } from './json-body.js';
import { answerError, INTERNAL_ERROR, PARSE_ERROR, SERVER_ERROR } from './json-rpc.js';
import { KnownEnvelopes } from './known-envelopes.js';
import { NewsStreams } from './news-streams.js';
import type { Caller, ServerOptions } from './offer.js';
import { OpenStreams, STREAM_LIMITS, type StreamLimits } from './open-streams.js';
import { createPipeline, type Pipeline } from './pipeline.js';
import { createScopeGate } from './scope-gate.js';
import { createServerFactory } from './server.js';
import { ToolPages } from './tool-pages.js';

export interface EndpointOptions extends ServerOptions {
  readonly authenticate: Authenticate;
  /** Host names under which the gateway may be addressed, and pages of which may call it. */
  readonly hostnames: readonly string[];
  /** How many reverse proxies of ours stand in front; none if not given. */
  readonly proxies?: number;
  /** Where a client finds out how to get a token for an address of ours; left out where there is no such thing. */
  readonly resourceMetadataUrl?: (path: string) => string;
  readonly events: EventBus;
  readonly streamLimits?: StreamLimits;
}

export interface Endpoint {
  /** In the order a request meets them. */
  readonly middleware: Middleware[];
  /** Ends the streams on which clients wait for news, which would never end by themselves; calls under way go on. */
  endStreams(): Promise<void>;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** How far a request may exceed the largest that any tool takes, and still be told so by the tool. */
const ENVELOPE_BYTES = 64 * 1024;

/** However often the tools change, clients are told ten times a second at the most: each of them then lists the tools again. */
const NEWS_EVERY_MS = 100;

/** A host name or an address, and a port. */
const HOST = /^[\w.:[\]-]+$/;

/** The parts of a JSON-RPC message that decide how it is served. */
interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: { readonly requestId?: unknown };
}

/** The MCP endpoint, for both protocol eras. Whatever is sent to it, it answers with JSON-RPC. */
export function createEndpoint(
  options: EndpointOptions,
  pipeline: Pipeline = createPipeline(options),
  openDirectPath: typeof createDirectPath = createDirectPath,
): Endpoint {
  const { log, authenticate, registry, events } = options;
  const hostnames = [...options.hostnames];
  const largest = Math.max(0, ...registry.tools.flatMap((tool) => tool.operations.map((o) => o.limits.request)));
  const tools = new ToolPages(options);
  const known = new KnownEnvelopes();
  const createServer = createServerFactory(options, { pipeline, tools, known });
  const directPath = openDirectPath({ ...options, pipeline, tools, known });
  const challengeFor = createScopeGate(options, pipeline);
  const offered = Object.keys(registry.scopes).filter((scope) => registry.scopes[scope]?.offered);

  const news = new InMemoryServerEventBus((error) => log.debug({ err: error }, 'news not delivered'));
  const tellTools = calmed(() => news.publish({ kind: 'tools_list_changed' }), NEWS_EVERY_MS);
  const leaveEvents = events.subscribe((event) => void (event.type === 'tools_changed' && tellTools()));
  const newsStreams = new NewsStreams(news);
  const cancellations = new Cancellations(events);
  const limits = options.streamLimits ?? STREAM_LIMITS;
  const streams = new OpenStreams(authenticate, limits, (error) => log.warn({ err: error }, 'streams not checked'));

  const createHandler = () =>
    createMcpHandler(({ authInfo }) => createServer(authInfo?.extra?.caller as Caller), {
      bus: news,
      maxSubscriptions: limits.all,
      maxRequestBodySize: largest + ENVELOPE_BYTES,
      onerror: (error) => log.debug({ err: error }, 'request refused by the protocol layer'),
    });
  const onerror = (error: Error) => log.error({ err: error }, 'protocol layer failed');
  const handler = createHandler();
  const serveNode = toNodeHandler(handler, { onerror });
  // One of its own for those who listen, so that they can be sent away while calls under way are finished.
  const listening = createHandler();
  const serveListener = toNodeHandler(listening, { onerror });

  async function catchErrors(ctx: Context, next: () => Promise<unknown>) {
    try {
      await next();
    } catch (error) {
      log.error({ err: error }, 'request failed');
      // The protocol layer answers past Koa; when it failed halfway, there is nothing left to say.
      if (ctx.res.headersSent) return void ctx.res.destroy();
      ctx.respond = true;
      if (!options.isUnavailable(error)) return answerError(ctx, 500, INTERNAL_ERROR, 'The gateway failed.');
      ctx.set('Retry-After', '5');
      answerError(ctx, 503, INTERNAL_ERROR, 'The database cannot be used right now; try again in a few seconds.');
    }
  }

  /** Against DNS rebinding: a page of another site must not reach a gateway on this machine through the browser. */
  async function guardHostAndOrigin(ctx: Context, next: () => Promise<unknown>) {
    const given = ctx.req.headers.host;
    // A URL may hold more than that, a user's name for example, and its host would be read past it.
    if (given && !HOST.test(given)) return answerError(ctx, 403, SERVER_ERROR, 'Host not allowed: it is not a host.');
    const host = validateHostHeader(given, hostnames);
    if (!host.ok) return answerError(ctx, 403, SERVER_ERROR, `Host not allowed: ${host.message}`);
    const origin = validateOriginHeader(ctx.req.headers.origin, hostnames);
    if (!origin.ok) return answerError(ctx, 403, SERVER_ERROR, `Origin not allowed: ${origin.message}`);
    await next();
  }

  /** With what a client needs to get a token, or a better one (RFC 9728 5.1). */
  function challenge(ctx: Context, begun: string, scopes: readonly string[]): void {
    const resource_metadata = options.resourceMetadataUrl?.(ctx.path) ?? null;
    ctx.set('WWW-Authenticate', challengeWith(begun, { resource_metadata, scope: scopes.join(' ') }));
  }

  const addressOf = (ctx: Context) => clientAddress(ctx.req, options.proxies ?? 0);

  async function identifyCaller(ctx: Context, next: () => Promise<unknown>) {
    const caller = await authenticate(ctx.req.headers, addressOf(ctx));
    if ('status' in caller) {
      if (caller.retryAfter !== undefined) ctx.set('Retry-After', String(caller.retryAfter));
      if (caller.status === 401) challenge(ctx, caller.challenge, offered);
      return answerError(ctx, caller.status, SERVER_ERROR, caller.message);
    }
    ctx.state.principal = caller;
    await next();
  }

  /** False when it was refused: there are too many. */
  function admitStream(ctx: Context): boolean {
    const credentials = { authorization: ctx.req.headers.authorization, address: addressOf(ctx) };
    const refusal = streams.admit(ctx.state.principal, credentials, ctx.res);
    if (refusal) answerError(ctx, refusal.status, SERVER_ERROR, refusal.message);
    return refusal === null;
  }

  /** Clients of the 2025 revisions wait for news on a GET; 2026-07-28 knows none. */
  async function serveNews(ctx: Context, next: () => Promise<unknown>) {
    const waits = ctx.method === 'GET' && /\btext\/event-stream\b/i.test(ctx.get('accept'));
    if (!waits || ctx.get('mcp-protocol-version') >= '2026') return next();
    if (!admitStream(ctx)) return;
    ctx.respond = false;
    newsStreams.open(ctx.res);
  }

  async function readBody(ctx: Context, next: () => Promise<unknown>) {
    if (ctx.method !== 'POST') {
      ctx.set('Allow', 'GET, POST');
      return answerError(ctx, 405, SERVER_ERROR, 'Method not allowed.');
    }
    if (!isJsonContentType(ctx.get('content-type'))) {
      return answerError(ctx, 415, SERVER_ERROR, 'The Content-Type must be application/json.');
    }
    try {
      ctx.state.body = await readJson(ctx.req, largest + ENVELOPE_BYTES);
    } catch (error) {
      if (!(error instanceof BodyRefused)) {
        if (ctx.req.complete) throw error;
        log.debug({ err: error }, 'the client has gone before its request was read');
        ctx.respond = false;
        return;
      }
      ctx.set('Connection', 'close');
      return answerError(ctx, error.status, error.status === 413 ? SERVER_ERROR : PARSE_ERROR, error.message);
    }
    await next();
  }

  /**
   * A session is a name and no more: nothing is kept under it. It tells the calls of one client from those of another, so that
   * a 2025 client can cancel its own.
   */
  async function nameSession(ctx: Context, next: () => Promise<unknown>) {
    const { method, params } = (ctx.state.body.value ?? {}) as Message;
    if (method === 'initialize') ctx.set('Mcp-Session-Id', randomUUID());
    if (method === 'notifications/cancelled') cancellations.cancel(nameOfCall(ctx, params?.requestId));
    await next();
  }

  /** Short, whatever a client sends: it may travel to other processes. */
  const nameOfCall = (ctx: Context, id: unknown): string =>
    createHash('sha256')
      .update(JSON.stringify([ctx.state.principal.id, ctx.get('mcp-session-id'), id]))
      .digest('base64url');

  /** A token that is not good for what is asked: the client may come back with a better one (RFC 6750 3.1). */
  async function checkScopes(ctx: Context, next: () => Promise<unknown>) {
    const { value, bytes } = ctx.state.body;
    const { id, method, params } = (value ?? {}) as Message;
    const principal: Principal = ctx.state.principal;
    const lacking = await challengeFor({ principal, requestBytes: bytes, method, params });
    if (!lacking) return next();
    const { message, scopes } = lacking;
    const error = 'insufficient_scope';
    challenge(ctx, challengeWith(BEARER_CHALLENGE, { error, error_description: message }), scopes);
    answerError(ctx, 403, SERVER_ERROR, message, {
      id,
      data: { code: error, hint: registry.errors[error]?.hint ?? '', scopes },
    });
  }

  async function serve(ctx: Context) {
    const { id, method } = (ctx.state.body.value ?? {}) as Message;
    const listens = method === 'subscriptions/listen';
    if (listens && !admitStream(ctx)) return;
    const call = method === 'tools/call' && ctx.get('mcp-session-id') ? cancellations.begin(nameOfCall(ctx, id)) : null;
    const caller: Caller = {
      principal: ctx.state.principal,
      requestBytes: ctx.state.body.bytes,
      cancelled: call?.signal ?? null,
      told: null,
    };
    ctx.respond = false;
    try {
      const left = await directPath(ctx, caller);
      if (left === null) return;
      const told = left === 'not_plain' ? null : left;
      const auth = {
        token: '',
        clientId: caller.principal.username,
        scopes: [],
        extra: { caller: { ...caller, told } },
      };
      // A request may name its whole address, which the protocol layer cannot read.
      ctx.req.url = ctx.path;
      await (listens ? serveListener : serveNode)(Object.assign(ctx.req, { auth }), ctx.res, ctx.state.body.value);
    } finally {
      call?.over();
    }
  }

  const endStreams = async () => {
    streams.close();
    newsStreams.end();
    await listening.close();
  };

  return {
    middleware: [catchErrors, guardHostAndOrigin, identifyCaller, serveNews, readBody, nameSession, checkScopes, serve],
    endStreams,
    close: async () => {
      leaveEvents();
      await endStreams();
      await handler.close();
    },
  };
}
