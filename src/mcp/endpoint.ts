import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  type AuthInfo,
  createMcpHandler,
  isJsonContentType,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import type { Context, Middleware } from 'koa';
import type { Authenticate } from '../auth/principal.js';
import { BodyRefused, readJson } from './json-body.js';
import { answerError, INTERNAL_ERROR, PARSE_ERROR, SERVER_ERROR } from './json-rpc.js';
import type { Caller, ServerOptions } from './offer.js';
import { createServerFactory } from './server.js';

export interface EndpointOptions extends ServerOptions {
  readonly authenticate: Authenticate;
  /** Host names under which the gateway may be addressed, and pages of which may call it. */
  readonly hostnames: readonly string[];
}

export interface Endpoint {
  /** In the order a request meets them. */
  readonly middleware: Middleware[];
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** How far a request may exceed the largest that any tool takes, and still be told so by the tool. */
const ENVELOPE_BYTES = 64 * 1024;

/** A host name or an address, and a port. */
const HOST = /^[\w.:[\]-]+$/;

/** The MCP endpoint, for both protocol eras. Whatever is sent to it, it answers with JSON-RPC. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { log, authenticate, registry } = options;
  const hostnames = [...options.hostnames];
  const largest = Math.max(0, ...registry.tools.flatMap((tool) => tool.operations.map((o) => o.limits.request)));
  const createServer = createServerFactory(options);
  const handler = createMcpHandler(({ authInfo }) => createServer(authInfo?.extra?.caller as Caller), {
    maxRequestBodySize: largest + ENVELOPE_BYTES,
    onerror: (error) => log.debug({ err: error }, 'request refused by the protocol layer'),
  });
  const serveNode = toNodeHandler(handler, { onerror: (error) => log.error({ err: error }, 'protocol layer failed') });

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

  async function identifyCaller(ctx: Context, next: () => Promise<unknown>) {
    const caller = await authenticate(ctx.req.headers);
    if ('status' in caller) {
      if (caller.status === 401) ctx.set('WWW-Authenticate', caller.challenge);
      return answerError(ctx, caller.status, SERVER_ERROR, caller.message);
    }
    ctx.state.principal = caller;
    await next();
  }

  async function readBody(ctx: Context, next: () => Promise<unknown>) {
    if (ctx.method !== 'POST') {
      ctx.set('Allow', 'POST');
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

  async function serve(ctx: Context) {
    const caller: Caller = { principal: ctx.state.principal, requestBytes: ctx.state.body.bytes };
    const auth: AuthInfo = { token: '', clientId: caller.principal.username, scopes: [], extra: { caller } };
    ctx.respond = false;
    // A request may name its whole address, which the protocol layer cannot read.
    ctx.req.url = ctx.path;
    await serveNode(Object.assign(ctx.req, { auth }), ctx.res, ctx.state.body.value);
  }

  return {
    middleware: [catchErrors, guardHostAndOrigin, identifyCaller, readBody, serve],
    close: () => handler.close(),
  };
}
