/**
 * Something that every part of the gateway, and every process of it, may have to know at once. Events are small JSON values:
 * they say that something changed, and whoever needs to know what it is now reads it.
 */
export type GatewayEvent =
  /** What some callers find in `tools/list` has changed: a tool that users defined, or who may use one. */
  | { readonly type: 'tools_changed' }
  /** A caller has cancelled a call; whichever process answers it is to stop. */
  | { readonly type: 'call_cancelled'; readonly call: string };

export interface EventBus {
  /** Tells all subscribers, soon and in the order of publishing. It never throws: what was done stays done. */
  publish(event: GatewayEvent): void;
  /** Returns a function that ends the subscription. */
  subscribe(subscriber: (event: GatewayEvent) => void): () => void;
}
