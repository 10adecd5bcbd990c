import type { IntegrationRef } from '../auth/access.js';
import { CallError } from './call-error.js';
import type { Incoming } from './pipeline.js';
import type { Stop } from './stop.js';

/** What a handler is given. V8 takes fifty times as long for an object literal that is spread and added to. */
export class HandlerCall {
  readonly #stop: Stop;

  constructor(services: object, incoming: Incoming, integration: IntegrationRef | null | undefined) {
    this.#stop = incoming.stop;
    Object.assign(this, services, incoming, { integration });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  fail(code: string, message: string, details?: Record<string, unknown>): never {
    throw new CallError(code, message, details);
  }
}
