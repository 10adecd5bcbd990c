import type { Resources } from '../../generated/contract.js';
import type { ResourceHandler as HandlerOf, ResourceHandlers as HandlersOf } from '../mcp/handler.js';
import type { Services } from '../tools/handler.js';

export type ResourceHandler<N extends keyof Resources> = HandlerOf<Resources[N], Services>;

/** One for each resource of the catalog, no more and no fewer. */
export type ResourceHandlers = HandlersOf<Resources, Services>;
