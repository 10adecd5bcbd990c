import type { Prompts } from '../../generated/contract.js';
import type { PromptHandler, PromptHandlers } from '../mcp/handler.js';
import type { Services } from '../tools/handler.js';

export type Handler<N extends keyof Prompts> = PromptHandler<Prompts[N], Services>;

/** One for each prompt of the catalog, no more and no fewer. */
export type Handlers = PromptHandlers<Prompts, Services>;
