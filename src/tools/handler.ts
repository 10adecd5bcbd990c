import type { Tools } from '../../generated/contract.js';
import type { Runner } from '../engine/runner.js';
import type { EventBus } from '../events/event-bus.js';
import type { ToolHandler, ToolHandlers } from '../mcp/handler.js';
import type { Queries } from '../queries/queries.js';

/** What every handler is given beside its call. */
export interface Services {
  readonly queries: Queries;
  readonly now: () => Date;
  readonly runner: Runner;
  readonly events: EventBus;
}

export type Handler<N extends keyof Tools> = ToolHandler<Tools[N], Services>;

/** One for each tool of the catalog, no more and no fewer. */
export type Handlers = ToolHandlers<Tools, Services>;
