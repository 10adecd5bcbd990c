import { docs } from './docs.js';
import type { ResourceHandlers } from './handler.js';

export const resourceHandlers = { docs } satisfies ResourceHandlers;
