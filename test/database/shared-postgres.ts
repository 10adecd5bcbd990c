import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PostgresCluster } from './postgres-cluster.js';

/*
 * One PostgreSQL for all processes in which Mocha runs tests. Most runs of a few files need none, so it starts when the first
 * of them asks for it: who asks this address is answered with the server's, `postgres://…:port/` and no database.
 */
let door: Server;
let cluster: Promise<PostgresCluster> | undefined;

export async function mochaGlobalSetup(): Promise<void> {
  door = createServer(async (_, response) => {
    try {
      cluster ??= import('./postgres-cluster.js').then(({ startPostgres }) => startPostgres());
      response.end((await cluster).url);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  process.env.TEST_POSTGRES_DOOR = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
}

export async function mochaGlobalTeardown(): Promise<void> {
  door.close();
  door.closeAllConnections();
  await (await cluster?.catch(() => undefined))?.stop();
}
