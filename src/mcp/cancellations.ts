import type { EventBus } from '../events/event-bus.js';

/**
 * The calls of 2025 clients that can be cancelled. Such a client does not hang up: it sends `notifications/cancelled` as a
 * request of its own, which may reach another process than the call did.
 */
export class Cancellations {
  readonly #calls = new Map<string, AbortController>();

  constructor(private readonly events: EventBus) {
    events.subscribe((event) => {
      if (event.type === 'call_cancelled') this.#calls.get(event.call)?.abort();
    });
  }

  /** The signal of a call, until `over` is called. */
  begin(call: string): { signal: AbortSignal; over: () => void } {
    const controller = new AbortController();
    this.#calls.set(call, controller);
    return {
      signal: controller.signal,
      over: () => void (this.#calls.get(call) === controller && this.#calls.delete(call)),
    };
  }

  cancel(call: string): void {
    this.events.publish({ type: 'call_cancelled', call });
  }
}
