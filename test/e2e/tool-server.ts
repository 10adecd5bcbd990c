import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { createApp, MCP_PATH } from '../../src/app.js';
import type { Access } from '../../src/auth/access.js';
import { makeApiToken } from '../../src/auth/api-token.js';
import { createAuthenticate } from '../../src/auth/authenticate.js';
import { createGatewayAccess } from '../../src/auth/gateway-access.js';
import { createTokenAuthenticator } from '../../src/auth/token-authenticator.js';
import { catalog } from '../../src/catalog.js';
import { createAudit } from '../../src/create-audit.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import type { Endpoint } from '../../src/mcp/endpoint.js';
import type { StreamLimits } from '../../src/mcp/open-streams.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import type { Rights } from '../../src/queries/permissions.js';
import { createServices } from '../../src/services.js';
import { createUserTools } from '../../src/tools/user-tools.js';
import { Comparison } from '../mcp/comparison.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { ScriptedRunner } from '../tools/scripted-runner.js';

/** The gateway's MCP endpoint over a real database, with a runner that does what the test says. */
export interface ToolServer {
  readonly url: string;
  readonly scene: Scene;
  readonly runner: ScriptedRunner;
  readonly events: LocalEventBus;
  readonly endpoint: Endpoint;
  /** Makes a user with rights on an integration, and gives a token for it. */
  user(name: string, grant?: { on: number; rights: Partial<Rights> }): Promise<{ id: number; token: string }>;
  stop(): Promise<void>;
}

export async function startToolServer(db: Knex, streamLimits?: StreamLimits): Promise<ToolServer> {
  const scene = await sceneOn(db);
  const { queries } = scene;
  const runner = new ScriptedRunner();
  const events = new LocalEventBus((error) => {
    throw error;
  });
  const now = () => new Date();
  const log = pino({ level: 'silent' });
  const services = createServices({
    queries,
    keyring: new Keyring([randomBytes(32)]),
    runner,
    events,
    publicUrl: 'http://127.0.0.1',
    buildHelperDir: '',
    processId: 'test',
    now,
    log,
  });
  const comparison = new Comparison();
  const endpoint = comparison.createEndpoint({
    ...catalog,
    services,
    events,
    dynamicTools: createUserTools(services),
    access: createGatewayAccess(queries) as Access,
    authenticate: createAuthenticate(createTokenAuthenticator({ queries, now, audience: null })),
    audit: createAudit(queries.audit, now),
    rateLimit: new RateLimit(Date.now),
    isUnavailable: () => false,
    stateKey: new Uint8Array(32),
    hostnames: ['127.0.0.1'],
    version: '0',
    log,
    clock: () => performance.now(),
    ...(streamLimits && { streamLimits }),
  });
  const server = createServer(createApp({ mcp: endpoint }).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${MCP_PATH}`,
    scene,
    runner,
    events,
    endpoint,
    async user(name, grant) {
      const id = await scene.user(name);
      if (grant) await scene.grant({ user_id: id }, grant.on, grant.rights);
      const { token, hash, prefix } = makeApiToken();
      const row = { user_id: id, name: 'test', token_hash: hash, prefix, expires_at: null };
      await queries.tokens.create(row, now());
      return { id, token };
    },
    async stop() {
      await endpoint.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await comparison.finish();
    },
  };
}
