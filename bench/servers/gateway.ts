import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { createApp, MCP_PATH } from '../../src/app.js';
import { auditRow } from '../../src/audit-row.js';
import type { Access } from '../../src/auth/access.js';
import { makeApiToken } from '../../src/auth/api-token.js';
import { createAuthenticate } from '../../src/auth/authenticate.js';
import { createGatewayAccess } from '../../src/auth/gateway-access.js';
import { createTokenAuthenticator } from '../../src/auth/token-authenticator.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import { createEndpoint } from '../../src/mcp/endpoint.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import type { Registry } from '../../src/mcp/registry.js';
import { listIntegrations } from '../../src/tools/list-integrations.js';
import { benchDatabase } from './database.js';
import { reportTo } from './report-cpu.js';

/*
 * The gateway as it is served (token check, permission, validation, output check, size limit, audit row), but for the rate
 * limit, which a measurement would hit at once. Arguments: the module of a generated registry, a database file.
 */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const { registry } = (await import(pathToFileURL(registryFile).href)) as { registry: Registry };
const unlimited = registry.tools.map((tool) => ({
  ...tool,
  operations: tool.operations.map((operation) => ({
    ...operation,
    limits: { ...operation.limits, rate: Number.POSITIVE_INFINITY },
  })),
}));

const { queries, userId } = await benchDatabase(databaseFile);
const now = () => new Date();
const { token, hash, prefix } = makeApiToken();
await queries.tokens.create({ user_id: userId, name: 'bench', token_hash: hash, prefix, expires_at: null }, now());

const endpoint = createEndpoint({
  registry: { ...registry, tools: unlimited },
  handlers: { list_integrations: listIntegrations },
  resourceHandlers: {},
  promptHandlers: {},
  events: new LocalEventBus(() => {}),
  dynamicTools: null,
  services: { queries, now },
  access: createGatewayAccess(queries) as Access,
  authenticate: createAuthenticate(createTokenAuthenticator({ queries, now, audience: null })),
  audit: (entry) => queries.audit.record(auditRow(entry, now())),
  rateLimit: new RateLimit(Date.now),
  isUnavailable: () => false,
  stateKey: new Uint8Array(32),
  hostnames: ['127.0.0.1'],
  version: '0',
  log: pino({ level: 'silent' }),
  clock: () => performance.now(),
});
const server = createServer(createApp({ mcp: endpoint }).callback());
server.listen(0, '127.0.0.1', () => {
  reportTo(process, `http://127.0.0.1:${(server.address() as AddressInfo).port}${MCP_PATH}#${token}`);
});
