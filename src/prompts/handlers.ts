import type { PromptHandlers } from './handler.js';

export const promptHandlers = {} satisfies PromptHandlers;
