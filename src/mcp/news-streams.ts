import type { ServerResponse } from 'node:http';
import type { ServerEventBus } from '@modelcontextprotocol/server';

/** Often enough for the proxies that close a connection over which nothing comes. */
const KEEP_ALIVE_MS = 15_000;

const TOOLS_CHANGED = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });

/**
 * The streams on which clients of the 2025 revisions wait for what the server has to tell them (GET, Streamable HTTP). They
 * need no session: a change of the list of tools is told to everyone, and who then lists the tools is asked anew who they are.
 */
export class NewsStreams {
  readonly #open = new Set<ServerResponse>();
  readonly #keepAlive: NodeJS.Timeout;

  constructor(news: ServerEventBus, keepAliveMs: number = KEEP_ALIVE_MS) {
    this.#keepAlive = setInterval(() => this.#send(': keepalive\n\n'), keepAliveMs).unref();
    news.subscribe(({ kind }) => {
      if (kind === 'tools_list_changed') this.#send(`event: message\ndata: ${TOOLS_CHANGED}\n\n`);
    });
  }

  open(response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    // It also tells the client that it misses nothing from now on.
    response.write(': open\n\n');
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
  }

  end(): void {
    clearInterval(this.#keepAlive);
    for (const response of this.#open) response.end();
    this.#open.clear();
  }

  #send(frame: string): void {
    for (const response of this.#open) response.write(frame);
  }
}
