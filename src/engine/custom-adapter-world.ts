import { type AdapterMessage, type AdapterResponse, messageTypes } from '../adapters/adapter.js';
import { AdapterFailure } from '../adapters/adapter-failure.js';
import type { Outlet } from '../network/outlet.js';
import type { ConfigValues } from './config-values.js';
import { type CustomAdapterCode, readCustomAdapter } from './custom-adapter-code.js';
import { CustomAdapterHttp } from './custom-adapter-http.js';
import type { Analysed } from './formula.js';
import { fromGuest, hasSpecials } from './guest-json.js';
import { CUSTOM_ADAPTER } from './guest-program.js';
import type { Limits } from './limits.js';
import { Sandbox } from './sandbox.js';
import { LimitError, SandboxError } from './sandbox-error.js';
import type { Signals } from './signals.js';

export interface CustomAdapterOptions {
  readonly code: string;
  /** Complete and checked, secrets readable. */
  readonly values: ConfigValues;
  readonly limits: Limits;
  readonly signals: Signals;
  /** Aborted when whoever calls the adapter is to end. */
  readonly signal: AbortSignal;
  readonly outlet: Outlet;
  readonly now: () => number;
}

const messageLimits = { messages: 100, characters: 4_000 } as const;

/**
 * A custom adapter in an instance of QuickJS of its own, in which there is its configuration and nothing of anybody else's. Its calls
 * are made one after the other. Must be disposed.
 */
export class CustomAdapterWorld {
  #http: CustomAdapterHttp | null = null;
  #stop = new AbortController();
  #sandbox!: Sandbox;

  private constructor(private readonly options: CustomAdapterOptions) {}

  /** @throws AdapterFailure when the code is none of an adapter, or fails before it is called */
  static async create(options: CustomAdapterOptions): Promise<CustomAdapterWorld> {
    const read = readCustomAdapter(options.code);
    if ('problem' in read) throw notCompiled(read.problem);
    const world = new CustomAdapterWorld(options);
    await world.#begin(read);
    return world;
  }

  /** Whether it can be called again: after what took too much it cannot. */
  get alive(): boolean {
    return this.#sandbox.alive;
  }

  /**
   * @param request as JSON for the guest
   * @param other values that take the place of the configuration's for this call
   * @throws AdapterFailure
   */
  async execute(request: string, other: ConfigValues | null): Promise<AdapterResponse> {
    try {
      const given = [request, hasSpecials(request), other && JSON.stringify(other)];
      const [answer] = (await this.#called('execute', given)) as [string];
      return responseOf(fromGuest(answer, null) as Answer);
    } catch (error) {
      throw new AdapterFailure('UNCATEGORIZED_ERROR', `The custom adapter failed: ${this.#textOf(error)}.`);
    }
  }

  /** Has it look at its configuration. @throws AdapterFailure */
  async validate(): Promise<void> {
    try {
      await this.#called('validate', []);
    } catch (error) {
      throw new AdapterFailure('UNCATEGORIZED_ERROR', this.#textOf(error));
    }
  }

  dispose(): void {
    this.#stop.abort();
    this.#sandbox.dispose();
  }

  async #begin(code: CustomAdapterCode): Promise<void> {
    const { limits, signals, values, now } = this.options;
    this.#sandbox = await Sandbox.create(
      limits,
      signals,
      {
        ask: async (_, given) => {
          if (this.#http) return this.#http.call(given as Readonly<Record<string, unknown>>);
          throw new AdapterFailure('REFUSED', 'http: it is there while execute or validate_config runs.');
        },
        tell: () => this.#stop.abort(),
        file: () => null,
        now,
      },
      CUSTOM_ADAPTER,
    );
    try {
      this.#sandbox.now('setUp', JSON.stringify(values), messageTypes);
      await this.#sandbox.define([analysed(code)]);
    } catch (error) {
      this.dispose();
      throw notCompiled(`${this.#textOf(error)}.`);
    }
  }

  async #called(operation: string, given: readonly unknown[]): Promise<unknown> {
    const { signal, outlet } = this.options;
    const stop = new AbortController();
    const abort = () => stop.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    this.#stop = stop;
    this.#http = new CustomAdapterHttp(outlet, stop.signal);
    try {
      return await this.#sandbox.call(operation, ...given);
    } finally {
      signal.removeEventListener('abort', abort);
      this.#http = null;
      stop.abort();
    }
  }

  /** What went wrong in there, and where. What took too much is not called again. */
  #textOf(error: unknown): string {
    if (!(error instanceof SandboxError)) throw error;
    if (error instanceof LimitError) this.#sandbox.dispose();
    return `${error.message.replace(/\.$/, '')}${error.at}`;
  }
}

/** As a formula that has the class as its value. No step of the history points into it. */
function analysed({ source }: CustomAdapterCode): Analysed {
  const place = { kind: 'servicerequest', id: 0, field: 'code', title: 'custom adapter' } as const;
  const code = `${source}\nreturn CustomAdapter;`;
  return { source, kind: 'statements', code, names: [], awaits: false, constant: null, place };
}

const notCompiled = (problem: string) =>
  new AdapterFailure('INVALID_REQUEST', `Failed to compile custom adapter code: ${problem}`);

/** What code of somebody else's has made: nothing of it is certain. */
type Answer = { success?: unknown; payload?: unknown; messages?: unknown };

function responseOf({ success, payload = null, messages }: Answer): AdapterResponse {
  const given = Array.isArray(messages) ? messages.slice(0, messageLimits.messages) : [];
  return { success: Boolean(success), payload, messages: given.map(messageOf) };
}

function messageOf(given: unknown): AdapterMessage {
  const { type, text } = Object(given) as { type?: unknown; text?: unknown };
  const shown = typeof text === 'string' ? text : (JSON.stringify(text ?? null) ?? '');
  const known = messageTypes.find((one) => one === type) ?? 'UNCATEGORIZED_ERROR';
  return { type: known, text: shown.slice(0, messageLimits.characters) };
}
