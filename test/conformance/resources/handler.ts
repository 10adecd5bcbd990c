import type { ResourceHandler as HandlerOf } from '../../../src/mcp/handler.js';
import type { Resources } from '../generated/contract.js';

/** The type of a resource's handler. */
export type ResourceHandler<N extends keyof Resources> = HandlerOf<Resources[N], object>;
