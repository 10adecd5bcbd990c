import { setTimeout as delay } from 'node:timers/promises';
import { type Era, request } from '../wire.js';

const AGAIN_MS = 200;
const NEWS = 'notifications/tools/list_changed';

/** A stream on which a client waits for news, from its opening to its end, and when it was told of something. */
export interface Listening {
  readonly from: number;
  to: number;
  readonly news: number[];
}

/** A client of one era that waits for news, over one stream after the other: each ends with its process. */
export class Listener {
  readonly streams: Listening[] = [];
  readonly #leaving = new AbortController();
  readonly #went: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly era: Era,
  ) {
    this.#went = this.#listen();
  }

  leave(): Promise<void> {
    this.#leaving.abort();
    return this.#went;
  }

  async #listen(): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      await this.#oneStream().catch(() => {});
      await delay(AGAIN_MS);
    }
  }

  async #oneStream(): Promise<void> {
    const { signal } = this.#leaving;
    const response = await fetch(this.url, { ...this.#opening(), signal });
    if (response.status !== 200) return void (await response.text());
    const listening: Listening = { from: performance.now(), to: Number.POSITIVE_INFINITY, news: [] };
    this.streams.push(listening);
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        if (Buffer.from(chunk).includes(NEWS)) listening.news.push(performance.now());
      }
    } finally {
      listening.to = performance.now();
    }
  }

  #opening(): RequestInit {
    const { era, token } = this;
    if (era === '2026-07-28')
      return request(era, token, 'subscriptions/listen', { notifications: { toolsListChanged: true } });
    return {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, 'mcp-protocol-version': era },
    };
  }
}
