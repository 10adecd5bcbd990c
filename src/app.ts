import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import type { ExecuteDoor } from './http/execute-door.js';
import type { Endpoint } from './mcp/endpoint.js';

/** The domain's address (domain.md 1.1), and the one that people guess. */
export const MCP_PATH = '/integrations/mcp/';
export const MCP_PATHS: readonly string[] = [MCP_PATH, '/mcp'];

/**
 * What is no page, unless whoever answers says otherwise: nothing in it runs, and it belongs to no site. A frontend that opened it
 * in a window could otherwise reach into it, and do from there what its own policy does not let it.
 */
export const NO_PAGE = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** What the gateway offers over HTTP; a test may leave out what it has no use for. */
interface Doors {
  readonly mcp: Endpoint;
  readonly door?: ExecuteDoor;
  readonly oauth?: Middleware;
  /** The pages for people, which also answer what nobody else does. */
  readonly site?: Middleware;
}

/** The Koa app: what a request can reach, in the order it meets it. */
export function createApp({ mcp, door, oauth, site }: Doors): Koa {
  const app = new Koa();
  // The doors log their own errors; what is left for Koa to print are clients that hang up.
  app.silent = true;
  app.use(async (ctx, next) => {
    ctx.set('Content-Security-Policy', NO_PAGE);
    await next();
  });
  const router = new Router();
  for (const path of MCP_PATHS) router.all(path, ...mcp.middleware);
  if (door) router.all(door.paths, ...door.middleware);
  app.use(router.routes());
  if (oauth) app.use(oauth);
  if (site) app.use(site);
  return app;
}
