import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../src/app.js';
import type { Access } from '../../src/auth/access.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import { Comparison } from '../mcp/comparison.js';
import { registry } from './generated/registry.js';
import { promptHandlers } from './prompts/handlers.js';
import { resourceHandlers } from './resources/handlers.js';
import { handlers } from './tools/handlers.js';

export interface ConformanceServer {
  readonly url: string;
  /** How many of its answers were held against the SDK's; when one differs, `stop` fails. */
  readonly compared: Comparison['compared'];
  stop(): Promise<void>;
}

/** The suite can sign in nowhere, so here everyone is this one, and may do everything. */
const ANYONE = { id: 1, username: 'anyone', scopes: null };

const access: Access = {
  own: () => new Set(['anyone']),
  granted: async () => new Set(),
  integration: async () => null,
  names: async () => [],
  owner: async () => null,
};

/** The gateway's own endpoint with the second catalog, on a free port. */
export async function startConformanceServer(): Promise<ConformanceServer> {
  const events = new LocalEventBus(() => {});
  const comparison = new Comparison();
  const endpoint = comparison.createEndpoint({
    registry,
    handlers,
    resourceHandlers,
    promptHandlers,
    events,
    dynamicTools: null,
    services: { events },
    access,
    authenticate: async () => ANYONE,
    audit: async () => {},
    rateLimit: new RateLimit(Date.now),
    isUnavailable: () => false,
    stateKey: randomBytes(32),
    hostnames: ['localhost', '127.0.0.1', '[::1]'],
    version: '0.0.0',
    log: pino({ level: 'error' }, pino.destination(2)),
    clock: () => performance.now(),
  });
  const server = createServer(createApp({ mcp: endpoint }).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    compared: comparison.compared,
    stop: async () => {
      await endpoint.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await comparison.finish();
    },
  };
}
