import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A system outside, which runs call: it counts who called, so that a lost run and a doubled one are seen from there. */
export interface Recorder {
  readonly port: number;
  /** How often `POST /ID` came, by the id. */
  readonly calls: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** How long an answer takes, in milliseconds: long enough for some runs to be under way whenever a process is killed. */
const TAKES = { least: 50, most: 1_200 };

export async function startRecorder(random: () => number): Promise<Recorder> {
  const calls = new Map<string, number>();
  const server = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      const id = (incoming.url ?? '').slice(1);
      calls.set(id, (calls.get(id) ?? 0) + 1);
      const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      setTimeout(answer, TAKES.least + random() * (TAKES.most - TAKES.least));
    });
  });
  // Else it would close a connection just when a run sends something over it.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
