import { adapters } from '../adapters/adapters.js';
import { createOutlet } from '../network/create-outlet.js';
import type { World } from './run-state.js';

let world: World | undefined;

/** What this thread has for all that it runs; made for the first of it. */
export function worldOf(allowedHosts: readonly string[]): World {
  world ??= { adapters, outlet: createOutlet({ allowedHosts }), now: Date.now };
  return world;
}
