import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { request } from '../wire.js';
import { refusalOf, rpcTrouble, type Trouble, toolTrouble, troubleOf } from './trouble.js';

/** How long anything may take on a busy machine; what takes longer has been forgotten. */
const PATIENCE_MS = 100_000;

/** What a client does, whatever it speaks. All of it throws Trouble. */
export interface Caller {
  listTools(): Promise<void>;
  /** The structured answer of a tool. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  call(name: string, args: Record<string, unknown>): Promise<any>;
}

export type OpenCaller = (url: string, token: string) => Promise<Caller>;

/** Plain requests of 2025-06-18. */
export const plainCaller: OpenCaller = async (url, token) => {
  async function ask(method: string, params: Record<string, unknown> = {}) {
    const { status, headers, text } = await exchange(url, request('2025-06-18', token, method, params));
    if (status !== 200) throw refusalOf(status, headers, text);
    const message = JSON.parse(text.match(/^data: (\{.*\})$/m)?.[1] ?? text);
    if (message.error) throw rpcTrouble(message.error);
    return message.result;
  }
  return {
    listTools: async () => void (await ask('tools/list')),
    call: async (name, args) => answerIn(await ask('tools/call', { name, arguments: args })),
  };
};

/** The SDK's client of 2026-07-28. */
export const sdkCaller: OpenCaller = async (url, token) => {
  // The client tells some of what went wrong in words of its own; here it is told as it was.
  let trouble: Trouble | null = null;
  let broken = new AbortController();
  const watched: typeof fetch = async (input, init) => {
    try {
      const response = await fetch(input, init);
      if (response.status >= 400) {
        trouble = refusalOf(response.status, response.headers, await response.clone().text());
      }
      return watching(response, (error) => {
        trouble = troubleOf(error);
        broken.abort(trouble);
      });
    } catch (error) {
      trouble ??= troubleOf(error);
      throw error;
    }
  };
  const client = new Client({ name: 'chaos', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  async function tried<T>(work: (options: { signal: AbortSignal; timeout: number }) => Promise<T>): Promise<T> {
    trouble = null;
    broken = new AbortController();
    try {
      return await work({ signal: broken.signal, timeout: PATIENCE_MS });
    } catch (error) {
      const { code, message } = error as { code?: unknown; message: string };
      throw trouble ?? (typeof code === 'number' ? rpcTrouble({ code, message }) : troubleOf(error));
    }
  }
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await tried(() => client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit, fetch: watched })));
  return {
    listTools: async () => void (await tried((options) => client.listTools(undefined, options))),
    call: async (name, args) =>
      answerIn((await tried((options) => client.callTool({ name, arguments: args }, options))) as Called),
  };
};

/** An HTTP exchange from its beginning to its end. @throws Trouble */
export async function exchange(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw troubleOf(error);
  }
}

interface Called {
  readonly content: readonly { readonly text: string }[];
  readonly isError?: boolean;
  readonly structuredContent?: unknown;
}

function answerIn(result: Called): unknown {
  if (result.isError) throw toolTrouble(result.content[0]?.text ?? '{}');
  return result.structuredContent;
}

/** The same answer; says when its body breaks off. */
function watching(response: Response, onBroken: (error: unknown) => void): Response {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        onBroken(error);
        controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
