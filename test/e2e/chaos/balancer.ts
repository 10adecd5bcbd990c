import { once } from 'node:events';
import { createServer, get, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ChaosNode } from './node.js';

/** How often nodes are asked whether they are ready, and how long they have to answer. */
const ASK_EVERY_MS = 250;
const ANSWER_WITHIN_MS = 2_000;

export interface Balancer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A small proxy before several nodes, which take turns. It leaves out those that say at `/ready` that they are not; when all say so, it
 * asks any. What a node refuses to listen to goes to the next one; what a node may have begun is never sent twice: the client's
 * connection breaks, as the node's did.
 */
export async function startBalancer(nodes: readonly ChaosNode[]): Promise<Balancer> {
  let turn = 0;
  const timer = setInterval(() => nodes.forEach(look), ASK_EVERY_MS);

  function next(tried: ReadonlySet<ChaosNode>): ChaosNode | null {
    const listening = nodes.filter((node) => node.port !== null && !tried.has(node));
    const ready = listening.filter((node) => node.ready);
    const some = ready.length > 0 ? ready : listening;
    return some[turn++ % some.length] ?? null;
  }

  function forward(incoming: IncomingMessage, body: Buffer, answer: ServerResponse, tried: Set<ChaosNode>): void {
    const node = next(tried);
    if (!node) {
      const message = 'No node listens.';
      answer.writeHead(503, { 'retry-after': '1', 'content-type': 'application/json' });
      return void answer.end(JSON.stringify({ message }));
    }
    const { method, url: path, headers } = incoming;
    const to = { host: '127.0.0.1', port: node.port, method, path, headers, agent: false } as const;
    const outgoing = request(to, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      answer.flushHeaders();
      pipeline(given, answer, () => {});
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED' || answer.headersSent) return void answer.destroy();
      node.ready = false;
      forward(incoming, body, answer, tried.add(node));
    });
    answer.once('close', () => outgoing.destroy());
    outgoing.end(body);
  }

  const server = createServer(async (incoming, answer) => {
    try {
      forward(incoming, await buffer(incoming), answer, new Set());
    } catch {
      answer.destroy();
    }
  });
  // Clients would send something over a connection that is just being closed.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function look(node: ChaosNode): void {
  const { port } = node;
  if (port === null) return;
  const asked = get({ host: '127.0.0.1', port, path: '/ready', agent: false, timeout: ANSWER_WITHIN_MS }, (answer) => {
    node.ready = node.port === port && answer.statusCode === 200;
    answer.resume();
  });
  asked.on('timeout', () => asked.destroy(new Error('no answer')));
  asked.on('error', () => {
    if (node.port === port) node.ready = false;
  });
}
