import { registry } from '../generated/registry.js';
import type { Registry } from './mcp/registry.js';
import { promptHandlers } from './prompts/handlers.js';
import { resourceHandlers } from './resources/handlers.js';
import { handlers } from './tools/handlers.js';

/** What this gateway serves: the generated registry, and the handlers that were written for it. */
export const catalog = {
  registry: registry satisfies Registry as Registry,
  handlers,
  resourceHandlers,
  promptHandlers,
};
