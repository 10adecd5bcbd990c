import type { ToolHandler } from '../../../src/mcp/handler.js';
import type { Tools } from '../generated/contract.js';

/** The type of a tool's handler. The suite's tools need no services. */
export type Handler<N extends keyof Tools> = ToolHandler<Tools[N], object>;
