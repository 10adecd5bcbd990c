import { AsyncLocalStorage } from 'node:async_hooks';
import { CallError } from './mcp/call-error.js';
import type { DynamicTools } from './mcp/dynamic-tools.js';
import { traceHeadersOf } from './tracing/traced-requests.js';
import type { Attributes, Tracer } from './tracing/tracer.js';

/** A request on its way: its body is read after it was remembered. */
interface Request {
  readonly state: { readonly body?: { readonly value?: unknown } };
}

/** Of a JSON-RPC message. */
interface Message {
  readonly params?: { readonly _meta?: Readonly<Record<string, unknown>> };
}

type Handler = (call: unknown, input: unknown) => unknown;

/** Takes note of what the handlers of tools do. What is refused before its handler is called takes no time that a trace could show. */
export class TracedCalls {
  readonly #requests = new AsyncLocalStorage<Request>();

  constructor(private readonly tracer: Tracer) {}

  /** To be met by a request before the MCP endpoint: a client may say within its message what its call is a part of (SEP-414). */
  readonly remember = (request: Request, next: () => Promise<unknown>): Promise<unknown> =>
    this.#requests.run(request, next);

  handlers(handlers: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return mapped(handlers, (handler, tool) => this.#around(tool, handler));
  }

  dynamicTools(tools: DynamicTools): DynamicTools {
    return {
      ...tools,
      find: async (principal, name) => {
        const found = await tools.find(principal, name);
        return found && { ...found, handler: this.#around(name, found.handler) };
      },
    };
  }

  /** @param handler a function, or one for each action */
  #around(tool: string, handler: unknown): unknown {
    if (typeof handler === 'function') return this.#traced(tool, handler as Handler);
    return mapped(handler as Readonly<Record<string, unknown>>, (work, action) =>
      this.#traced(tool, work as Handler, { 'gateway.tool.action': action }),
    );
  }

  #traced(tool: string, handler: Handler, attributes: Attributes = {}): Handler {
    return async (call, input) => {
      const span = this.tracer.begin({
        name: `tools/call ${tool}`,
        kind: 'server',
        attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': tool, ...attributes },
        parent: traceHeadersOf((this.#requests.getStore()?.state.body?.value as Message | undefined)?.params?._meta),
      });
      try {
        const answer = await span.within(() => handler(call, input));
        span.end();
        return answer;
      } catch (error) {
        span.end(error instanceof CallError ? error.code : 'internal');
        throw error;
      }
    };
  }
}

const mapped = (
  given: Readonly<Record<string, unknown>>,
  each: (value: unknown, name: string) => unknown,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, each(value, name)]));
