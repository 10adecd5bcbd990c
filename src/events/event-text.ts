import type { GatewayEvent } from './event-bus.js';

/** The name under which all gateways of one database hear each other. */
export const EVENT_CHANNEL = 'gateway_events';

/** What goes from one process to the others. */
export interface SentEvent {
  /** Who sends it, and needs not be told. */
  readonly from: string;
  readonly event: GatewayEvent;
}

export const eventText = (sent: SentEvent): string => JSON.stringify(sent);

/** @throws SyntaxError */
export const eventIn = (text: string): SentEvent => JSON.parse(text);
