import type { Handlers } from './handler.js';

export const resourceHandlers = {} satisfies Handlers;
