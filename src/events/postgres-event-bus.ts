import { randomUUID } from 'node:crypto';
import { Channel, LONGEST_MESSAGE } from '../database/channel.js';
import type { EventBus, GatewayEvent } from './event-bus.js';
import { EVENT_CHANNEL, eventIn, eventText } from './event-text.js';
import { LocalEventBus } from './local-event-bus.js';

interface Options {
  /** `postgres://…`, of the server itself: what pools connections (PgBouncer) hands no notifications on. */
  readonly url: string;
  readonly onError: (error: unknown) => void;
  /** The other processes cannot be told or heard for a while. */
  readonly onTrouble: (error: unknown, what: string) => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/**
 * Carries events to all processes on one PostgreSQL. Those in this process are told at once; the others in some milliseconds,
 * or when the database is there again.
 */
export class PostgresEventBus implements EventBus {
  readonly #local: LocalEventBus;
  readonly #channel: Channel;
  readonly #name = randomUUID();

  constructor(private readonly options: Options) {
    this.#local = new LocalEventBus(options.onError);
    this.#channel = new Channel({
      ...options,
      applicationName: 'integration-gateway events',
      name: EVENT_CHANNEL,
      onMessage: (text) => this.#receive(text),
      // What happened meanwhile nobody says again. That tools may have changed can be said too often.
      onGap: () => this.#local.publish({ type: 'tools_changed' }),
    });
  }

  /** Fails when the database cannot be reached. */
  start(): Promise<void> {
    return this.#channel.start();
  }

  stop(): Promise<void> {
    return this.#channel.stop();
  }

  publish(event: GatewayEvent): void {
    this.#local.publish(event);
    const text = eventText({ from: this.#name, event });
    if (Buffer.byteLength(text) <= LONGEST_MESSAGE) this.#channel.send(text);
    else this.options.onError(new Error(`the event ${event.type} is too long to be told to other processes`));
  }

  subscribe(subscriber: (event: GatewayEvent) => void): () => void {
    return this.#local.subscribe(subscriber);
  }

  #receive(text: string): void {
    try {
      const { from, event } = eventIn(text);
      if (from !== this.#name) this.#local.publish(event);
    } catch (error) {
      this.options.onError(error);
    }
  }
}
