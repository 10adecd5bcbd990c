import type { EventBus } from '../../../src/events/event-bus.js';
import type { ToolHandler } from '../../../src/mcp/handler.js';
import type { Tools } from '../generated/contract.js';

/** What the suite's tools need beside their calls. */
export interface Services {
  readonly events: EventBus;
}

/** The type of a tool's handler. */
export type Handler<N extends keyof Tools> = ToolHandler<Tools[N], Services>;
