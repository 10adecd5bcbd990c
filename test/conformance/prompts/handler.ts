import type { PromptHandler as HandlerOf } from '../../../src/mcp/handler.js';
import type { Prompts } from '../generated/contract.js';

/** The type of a prompt's handler. */
export type PromptHandler<N extends keyof Prompts> = HandlerOf<Prompts[N], object>;
