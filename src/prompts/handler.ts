import type { Prompts } from '../../generated/contract.js';
import type { PromptHandler as HandlerOf, PromptHandlers as HandlersOf } from '../mcp/handler.js';
import type { Services } from '../tools/handler.js';

export type PromptHandler<N extends keyof Prompts> = HandlerOf<Prompts[N], Services>;

/** One for each prompt of the catalog, no more and no fewer. */
export type PromptHandlers = HandlersOf<Prompts, Services>;
