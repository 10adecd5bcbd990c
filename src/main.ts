import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { destination, type Logger, pino } from 'pino';
import { MCP_PATH, NO_PAGE } from './app.js';
import { checkKeys } from './check-keys.js';
import type { Config } from './config.js';
import { loadKeyring } from './crypto/key-file.js';
import type { Keyring } from './crypto/keyring.js';
import { DatabaseClock } from './database/clock.js';
import { poolUse } from './database/pool-use.js';
import { databaseProblem } from './database/readiness.js';
import { createDoors } from './doors.js';
import { createRunner } from './engine/create-runner.js';
import { QueuedRuns } from './engine/queued-runs.js';
import { ResultMailer } from './engine/result-mailer.js';
import { ResultMails } from './engine/result-mails.js';
import { Retries } from './engine/retries.js';
import { RunQueue } from './engine/run-queue.js';
import { openEventBus } from './events/open-event-bus.js';
import { openGatewayDatabase } from './gateway-database.js';
import { createEndpoint, type Endpoint, type EndpointOptions } from './mcp/endpoint.js';
import { openRateLimit } from './mcp/open-rate-limit.js';
import { loadOAuthKeys } from './oauth/keys.js';
import { onDemand } from './on-demand.js';
import { type Ops, openOps } from './open-ops.js';
import { createQueries, type Queries } from './queries/queries.js';
import { openJobQueue } from './queue/open-job-queue.js';
import { Scheduler } from './schedules/scheduler.js';
import type { Tracing, TracingOptions } from './tracing/open-telemetry.js';
import { tracedRequests } from './tracing/traced-requests.js';
import { Upkeep } from './upkeep.js';
import { VERSION } from './version.js';
import { createWorkerApp } from './worker-app.js';

/** A gateway that listens. */
export interface Gateway {
  readonly queries: Queries;
  readonly keyring: Keyring;
  /** The address that clients use, without a slash at the end. */
  readonly url: string;
  readonly mcpUrl: string;
  /** Stops accepting, lets calls under way finish within the limit, and closes the database. */
  stop(): Promise<void>;
}

/** How long calls under way may take to finish when the process is told to stop. */
const STOP_LIMIT_MS = 10_000;

/** How long a connection may be silent then: over one that a proxy has just made, a request is on its way. */
const SILENT_LIMIT_MS = 500;

/** Configuration -> database -> listen -> app. It logs to standard error, if nothing else is given. */
export async function startGateway(
  config: Config,
  log: Logger = pino({ level: config.logLevel }, destination(2)),
  openEndpoint: (options: EndpointOptions) => Endpoint = createEndpoint,
): Promise<Gateway> {
  const keyring = loadKeyring({ keys: config.encryptionKeys, file: config.keyFile });
  const started: Part[] = [];
  const starting = <T extends Part>(part: T): T => {
    started.unshift(part);
    return part;
  };
  try {
    const tracing = config.tracing && starting(await openTracing(config.tracing, log));
    const tracer = tracing?.tracer ?? null;
    const db = await openGatewayDatabase(config, log);
    starting({ stop: () => db.destroy() });
    const clock = starting(new DatabaseClock(db, Date.now, log));
    await clock.start();
    const now = () => clock.now();
    const base = { queries: createQueries(db), keyring, now, processId: randomUUID(), log };
    starting({ stop: () => base.queries.audit.flush() });
    await checkKeys(base.queries, keyring);
    const bus = starting(await openEventBus(config.listenUrl, log));
    const rateLimit = starting(openRateLimit(base.queries.rateBuckets, log));
    const upkeep = starting(new Upkeep(base));
    await upkeep.start();
    const openOutlet = onDemand(async () => {
      const { createOutlet } = await import('./network/create-outlet.js');
      const outlet = createOutlet({ allowedHosts: config.allowedHosts });
      starting({ stop: () => outlet.close() });
      return outlet;
    });
    const mailer = config.mail && new ResultMailer({ ...config.mail, log });
    if (mailer) starting({ stop: () => mailer.close() });
    const runQueue = new RunQueue({ ...base, tracer });
    const runner = createRunner({ ...base, runQueue, tracer, allowedHosts: config.allowedHosts });
    const runs = starting({ stop: () => runner.stop(STOP_LIMIT_MS) });
    const retries = new Retries({ runQueue, now, random: Math.random });
    runner.onEnd(async ({ request, result, definition }) => {
      await retries.afterFailure(request, result, definition.config);
    });
    if (mailer) {
      const mails = new ResultMails({ ...base, mailer, publicUrl: config.publicUrl });
      runner.onEnd((ended) => mails.afterRun(ended));
    }
    const jobs = starting(openJobQueue({ ...base, listenUrl: config.listenUrl, atOnce: config.jobsAtOnce }));
    const ops = starting(
      await openOps({
        ...base,
        runner,
        metricsToken: config.metricsToken,
        checks: {
          database: () => databaseProblem(db),
          ...(config.role !== 'web' && { queue: async () => (jobs.taking ? null : 'not connected') }),
        },
        connections: () => ({ ...poolUse(db) }),
      }),
    );
    const keys = await loadOAuthKeys(base);
    const server = createServer();
    server.on('clientError', answerMalformed);
    const silent = silentConnections(server);
    await listen(server, config);
    starting({ stop: async () => void server.close() });
    // What follows needs to know the address, and is there before the first request can be.
    const publicUrl = config.publicUrl ?? addressOf(server, config.host);
    const { app, endpoint } =
      config.role === 'worker'
        ? { app: createWorkerApp(), endpoint: null }
        : createDoors({
            ...base,
            events: bus.events,
            rateLimit,
            config,
            publicUrl,
            keys,
            runner,
            mailer,
            openOutlet,
            openEndpoint,
            metrics: ops.metrics,
            tracer,
          });
    const serve = app.callback();
    server.on('request', ops.inFrontOf(tracer ? tracedRequests(tracer, serve) : serve));
    if (config.role !== 'web') {
      const queuedRuns = new QueuedRuns({ ...base, runner });
      const scheduler = new Scheduler(base);
      await jobs.start({
        run: ({ id }) => queuedRuns.run(id),
        sweep: () => upkeep.sweep(),
        schedule: (due) => scheduler.run(due),
      });
    }
    log.info({ host: config.host, port: (server.address() as AddressInfo).port }, 'listening');
    return {
      queries: base.queries,
      keyring,
      url: publicUrl,
      mcpUrl: publicUrl + MCP_PATH,
      async stop() {
        await drain(ops, config, log);
        // The calls that are waited for, and the jobs, end with their runs.
        await Promise.all([stopServing(server, silent, endpoint, log), jobs.stop(), runs.stop()]);
        for (const part of started) if (part !== jobs && part !== runs) await part.stop();
      },
    };
  } catch (error) {
    for (const part of started) await part.stop();
    throw error;
  }
}

/** OpenTelemetry is loaded where somebody wants traces. */
async function openTracing(options: TracingOptions, log: Logger): Promise<Tracing> {
  const { startTracing } = await import('./tracing/open-telemetry.js');
  return startTracing(options, VERSION, log);
}

/** Says that no more requests should come, and serves on while those who send them find out. */
async function drain({ readiness }: Ops, { drainSeconds }: Config, log: Logger): Promise<void> {
  readiness.stopping();
  if (drainSeconds === 0) return;
  log.info({ seconds: drainSeconds }, 'told to stop; still serving for a while');
  await wait(drainSeconds * 1000);
}

/** Something that was started, and has to be stopped before what it is built on. */
interface Part {
  stop(): Promise<void>;
}

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
  const headers = {
    // A frontend may make its visitor's headers as large as it likes, and open what comes of it in a window.
    'Content-Security-Policy': NO_PAGE,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n'));
}

async function stopServing(
  server: Server,
  silent: ReadonlySet<Socket>,
  endpoint: Endpoint | null,
  log: Logger,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = setTimeout(() => {
    for (const socket of silent) socket.destroy();
  }, SILENT_LIMIT_MS);
  await endpoint?.endStreams();
  const limit = setTimeout(() => {
    log.warn('calls under way were cut off');
    Promise.resolve(endpoint?.close()).finally(() => server.closeAllConnections());
  }, STOP_LIMIT_MS);
  await closed;
  clearTimeout(patience);
  clearTimeout(limit);
  await endpoint?.close();
}
