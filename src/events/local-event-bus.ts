import type { EventBus, GatewayEvent } from './event-bus.js';

/** Carries events within one process. */
export class LocalEventBus implements EventBus {
  readonly #subscribers = new Set<(event: GatewayEvent) => void>();

  /** A subscriber that fails does not keep the others from being told. */
  constructor(private readonly onError: (error: unknown) => void) {}

  publish(event: GatewayEvent): void {
    for (const subscriber of [...this.#subscribers]) {
      try {
        subscriber(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  subscribe(subscriber: (event: GatewayEvent) => void): () => void {
    // The same function may subscribe twice, and end one of the two.
    const own = (event: GatewayEvent) => subscriber(event);
    this.#subscribers.add(own);
    return () => void this.#subscribers.delete(own);
  }
}
