import type { Resources } from '../../generated/contract.js';
import type { ResourceHandler, ResourceHandlers } from '../mcp/handler.js';
import type { Services } from '../tools/handler.js';

export type Handler<N extends keyof Resources> = ResourceHandler<Resources[N], Services>;

/** One for each resource of the catalog, no more and no fewer. */
export type Handlers = ResourceHandlers<Resources, Services>;
