import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

interface ChannelOptions {
  /** `postgres://…`, of the server itself: what pools connections (PgBouncer) hands no notifications on. */
  readonly url: string;
  /** What PostgreSQL is to call the connection. */
  readonly applicationName: string;
  readonly name: string;
  readonly onMessage: (text: string) => void;
  /** The connection was lost, and is there again: messages may have been missed. */
  readonly onGap: () => void;
  /** What a person should know of: lost connections, and messages that could not be kept. */
  readonly onTrouble: (error: unknown, what: string) => void;
  /** From 0 to 1; Math.random, so that many nodes do not all come back at once. */
  readonly random: () => number;
}

/** How many bytes a message may have: PostgreSQL takes 7999. */
export const LONGEST_MESSAGE = 7_999;
/** How many messages are kept while the database is away. */
const MOST_WAITING = 1_000;
/** A connection that has died without a word is found out by asking, this often and waiting so long. */
const ASK_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How long to wait, at the end, for what was not sent yet. */
const END_WITHIN_MS = 1_000;

/**
 * Messages among all processes on one PostgreSQL (LISTEN and NOTIFY), over a connection of its own that is made again when it
 * is lost. What is sent is heard by the sender, too. A message that was being sent when the connection was lost is sent again.
 */
export class Channel {
  #client: pg.Client | null = null;
  #waiting = new Set<string>();
  #sending: Promise<void> | null = null;
  #asking: NodeJS.Timeout | null = null;
  readonly #stop = new AbortController();

  constructor(private readonly options: ChannelOptions) {}

  /** Resolves when it listens, and fails when it cannot; later on, it tries again for as long as it takes. */
  async start(): Promise<void> {
    await this.#connect();
    this.#asking = setInterval(() => this.#ask(), ASK_EVERY_MS).unref();
  }

  /** Sends a text, as soon as that is possible; the same text twice while it waits is sent once. */
  send(text: string): void {
    if (this.#waiting.size >= MOST_WAITING && !this.#waiting.has(text)) {
      this.options.onTrouble(null, 'the database is away and too many messages wait: one is dropped');
      return;
    }
    this.#waiting.add(text);
    this.#sendSoon();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#asking ?? undefined);
    const end = async () => {
      await this.#sending;
      const client = this.#client;
      this.#client = null;
      await client?.end();
    };
    await Promise.race([end(), delay(END_WITHIN_MS, undefined, { ref: false })]).catch(() => {});
  }

  async #connect(): Promise<void> {
    const { url, applicationName, name, onMessage } = this.options;
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(name)}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    if (this.#stop.signal.aborted) return void (await client.end());
    this.#client = client;
  }

  #sendSoon(): void {
    this.#sending ??= this.#sendWaiting().finally(() => {
      this.#sending = null;
      // What has come since the last look would wait for the next message.
      if (this.#client && this.#waiting.size > 0) this.#sendSoon();
    });
  }

  /** Of what was sent together, each text arrives once, in this order. */
  async #sendWaiting(): Promise<void> {
    for (let client = this.#client; client && this.#waiting.size > 0; client = this.#client) {
      const texts = [...this.#waiting];
      this.#waiting.clear();
      try {
        await client.query('select pg_notify($1, text) from unnest($2::text[]) as text', [this.options.name, texts]);
      } catch (error) {
        this.#waiting = new Set([...texts, ...this.#waiting]);
        this.#lost(client, error);
      }
    }
  }

  #ask(): void {
    const client = this.#client;
    client?.query('select 1').catch((error: unknown) => this.#lost(client, error));
  }

  #lost(client: pg.Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = null;
    void client.end().catch(() => {});
    if (this.#stop.signal.aborted) return;
    this.options.onTrouble(error, 'the connection that listens to the other processes is lost');
    void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !this.#stop.signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await delay(pause * (0.5 + this.options.random() / 2), undefined, {
        signal: this.#stop.signal,
        ref: false,
      }).catch(() => {});
      try {
        await this.#connect();
      } catch {
        continue;
      }
      if (!this.#client) return;
      this.options.onGap();
      this.#sendSoon();
      return;
    }
  }
}
