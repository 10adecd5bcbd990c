import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Knex } from 'knex';
import { destination, type Logger, pino } from 'pino';
import { createApp, MCP_PATH } from './app.js';
import type { Access } from './auth/access.js';
import { createAuthenticate, type User } from './auth/authenticate.js';
import { createGatewayAccess } from './auth/gateway-access.js';
import { catalog } from './catalog.js';
import type { Config } from './config.js';
import { classify } from './database/classify.js';
import { openDatabase } from './database/connection.js';
import { migrate } from './database/migrate.js';
import { LocalEventBus } from './events/local-event-bus.js';
import { createEndpoint, type Endpoint } from './mcp/endpoint.js';
import type { AuditEntry } from './mcp/pipeline.js';
import { RateLimit } from './mcp/rate-limit.js';
import { createQueries, type Queries } from './queries/queries.js';
import type { Services } from './tools/handler.js';
import { createUserTools } from './tools/user-tools.js';
import { VERSION } from './version.js';

/** A gateway that listens. */
export interface Gateway {
  readonly queries: Queries;
  readonly mcpUrl: string;
  /** Stops accepting, lets calls under way finish within the limit, and closes the database. */
  stop(): Promise<void>;
}

/** How long calls under way may take to finish when the process is told to stop. */
const STOP_LIMIT_MS = 10_000;

/** Configuration -> database -> app -> listen. */
export async function startGateway(config: Config): Promise<Gateway> {
  const log = pino({ level: config.logLevel }, destination(2));
  const db = await openDatabase({ url: config.databaseUrl });
  try {
    await migrate(db);
    const queries = createQueries(db);
    const endpoint = createGatewayEndpoint(config, queries, log);
    const server = createServer(createApp(endpoint).callback());
    server.on('clientError', answerMalformed);
    const silent = silentConnections(server);
    await listen(server, config);
    const publicUrl = config.publicUrl ?? addressOf(server, config.host);
    log.info({ host: config.host, port: (server.address() as AddressInfo).port }, 'listening');
    return {
      queries,
      mcpUrl: publicUrl + MCP_PATH,
      stop: () => stop(server, silent, endpoint, db, log),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function createGatewayEndpoint(config: Config, queries: Queries, log: Logger): Endpoint {
  const now = () => new Date();
  const events = new LocalEventBus((error) => log.error({ err: error }, 'an event was not taken'));
  // The runner takes its place here.
  const services = { queries, now, events } as unknown as Services;
  const publicHost = config.publicUrl === null ? [] : [new URL(config.publicUrl).hostname];
  return createEndpoint({
    ...catalog,
    services,
    events,
    dynamicTools: createUserTools(services),
    access: createGatewayAccess(queries) as Access,
    authenticate: createAuthenticate(queries, now),
    audit: (entry) => queries.audit.record(auditRow(entry, now())),
    rateLimit: new RateLimit(Date.now),
    isUnavailable: (error) => ['busy', 'unavailable'].includes(classify(error) ?? ''),
    // No tool of this catalog asks back yet, so no state outlives the process.
    stateKey: randomBytes(32),
    hostnames: [...publicHost, config.host, 'localhost', '127.0.0.1', '[::1]'],
    version: VERSION,
    log,
    clock: () => performance.now(),
  });
}

const auditRow = (entry: AuditEntry, at: Date) => ({
  at: at.toISOString(),
  user_id: entry.principal.id,
  username: entry.principal.username,
  token_id: (entry.principal as User).tokenId,
  tool: entry.tool,
  action: entry.action,
  integration_id: entry.integrationId,
  outcome: entry.outcome,
  request_bytes: entry.requestBytes,
  response_bytes: entry.responseBytes,
  milliseconds: entry.milliseconds,
});

/** The connections over which no request has come yet; to Node they are not idle. */
function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Hosts of which a client on this machine better says localhost. */
const LOCAL = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'];

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  if (LOCAL.includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What Node cannot read as HTTP never becomes a request; it is answered in the form that this server's callers read. */
function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'The headers are too large.']
      : ['400 Bad Request', 'This is not HTTP.'];
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32700, message }, id: null });
  const headers = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
}

async function stop(
  server: Server,
  silent: ReadonlySet<Socket>,
  endpoint: Endpoint,
  db: Knex,
  log: Logger,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  for (const socket of silent) socket.destroy();
  await endpoint.endStreams();
  const limit = setTimeout(() => {
    log.warn('calls under way were cut off');
    endpoint.close().finally(() => server.closeAllConnections());
  }, STOP_LIMIT_MS);
  await closed;
  clearTimeout(limit);
  await endpoint.close();
  await db.destroy();
}
