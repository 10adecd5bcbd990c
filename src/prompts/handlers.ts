import type { Handlers } from './handler.js';

export const promptHandlers = {} satisfies Handlers;
