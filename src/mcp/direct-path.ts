import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/server';
import type { Context } from 'koa';
import type { KnownEnvelopes } from './known-envelopes.js';
import type { Caller, ServerOptions } from './offer.js';
import type { Outcome } from './outcome.js';
import type { Incoming, Pipeline } from './pipeline.js';
import { type PlainCall, type PlainList, type PlainRequest, plainRequest } from './plain-request.js';
import { Stop } from './stop.js';
import type { ToolPages } from './tool-pages.js';

/** Something that a call says while it works. */
export interface Notice {
  readonly method: 'notifications/progress' | 'notifications/message';
  readonly params: Record<string, unknown>;
}

/** What became of a call, for the protocol layer to tell: this path has no words for it. */
export interface Told {
  readonly notices: readonly Notice[];
  readonly outcome: Outcome;
}

/** Answers a request and returns null; or says what the protocol layer is left with. */
export type DirectPath = (ctx: Context, caller: Caller) => Promise<Told | 'not_plain' | null>;

interface DirectPathOptions extends Pick<ServerOptions, 'registry' | 'version' | 'isUnavailable'> {
  readonly pipeline: Pipeline;
  readonly tools: ToolPages;
  readonly known: KnownEnvelopes;
}

/**
 * The short way of `tools/call` and `tools/list`: from the parsed body to the pipeline, and from its outcome to the socket, without
 * the SDK's server, its second look at the schemas and its web streams. It takes a request only when nothing about it is in question,
 * and answers it byte for byte as the SDK does (test/mcp/direct-path), which serves all others. What a call says while it works comes
 * with its answer, so only those are taken that are over soon.
 */
export function createDirectPath(options: DirectPathOptions): DirectPath {
  const { registry, version, isUnavailable, pipeline, tools, known } = options;
  const { name, title } = registry;
  const stamp = JSON.stringify({ [SERVER_INFO_META_KEY]: { name, title, version } });

  async function call(ctx: Context, request: PlainRequest & PlainCall, caller: Caller): Promise<Told | null> {
    const notices: Notice[] = [];
    const outcome = await pipeline.call(incomingOf(ctx, request, caller, notices));
    if (!outcome) throw new Error(`there is no ${request.name} any more`);
    if (!isPlain(outcome)) return { notices, outcome };
    const complete = request.modern ? `,"resultType":"complete","_meta":${stamp}` : '';
    answer(ctx, request, notices, `{${resultOf(outcome)}${complete}}`);
    return null;
  }

  async function list(ctx: Context, request: PlainRequest & PlainList, { principal }: Caller): Promise<null> {
    const page = await tools.text(principal, request.cursor);
    const complete = request.modern ? `,"resultType":"complete","ttlMs":0,"cacheScope":"private","_meta":${stamp}` : '';
    answer(ctx, request, [], `{${page}${complete}}`);
    return null;
  }

  /** But that the database cannot be used, HTTP says best. */
  const leave = (error: unknown): 'not_plain' => {
    if (isUnavailable(error)) throw error;
    return 'not_plain';
  };

  return async (ctx, caller) => {
    const request = plainRequest(ctx.req.headers, ctx.state.body.value, known);
    if (!request) return 'not_plain';
    if (request.method === 'tools/list') {
      // What goes wrong with a list is said by the protocol layer, too: it asks again.
      return tools.knows(request.cursor) ? list(ctx, request, caller).catch(leave) : 'not_plain';
    }
    return pipeline.isQuick(request.name, request.args) ? call(ctx, request, caller) : 'not_plain';
  };
}

type PlainOutcome = Outcome & { kind: 'output' | 'error' };

/** The protocol layer copies an output key by key, and refuses what is no plain object: then it is for it to tell. */
const isPlain = (outcome: Outcome): outcome is PlainOutcome =>
  outcome.kind === 'error' || (outcome.kind === 'output' && isPlainObject(outcome.value));

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, '__proto__')) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const resultOf = (outcome: PlainOutcome): string => {
  const content = `"content":[{"type":"text","text":${JSON.stringify(outcome.text)}}]`;
  return outcome.kind === 'error' ? `${content},"isError":true` : `${content},"structuredContent":${outcome.text}`;
};

/** What the pipeline is told of the call; what the handler says meanwhile is kept until the answer. */
function incomingOf(
  ctx: Context,
  { modern, name, args, progressToken, capabilities }: PlainRequest & PlainCall,
  caller: Caller,
  notices: Notice[],
): Incoming {
  return {
    principal: caller.principal,
    stop: stopOf(ctx, caller),
    tool: name,
    args,
    requestBytes: caller.requestBytes,
    answers: {},
    state: () => undefined,
    async progress(progress, total, message) {
      if (progressToken === undefined) return;
      const params = { progressToken, progress, total, message };
      notices.push({ method: 'notifications/progress', params });
    },
    // Since 2026-07-28, a client that wants to read along says so in the request, which is then not a plain one.
    async log(level, data) {
      if (!modern) notices.push({ method: 'notifications/message', params: { level, data } });
    },
    clientCan: (capability) => capability in capabilities,
  };
}

/** Stops when the client goes away, or takes the call back. */
function stopOf({ res }: Context, { cancelled }: Caller): Stop {
  const stop = new Stop();
  res.once('close', () => res.writableFinished || stop.stop());
  return cancelled ? stop.follow(cancelled) : stop;
}

/** As JSON when there is nothing else to say to a client of 2026-07-28, or else as a stream of events. */
function answer({ res }: Context, { modern, id }: PlainRequest, notices: readonly Notice[], result: string): void {
  if (res.destroyed) return;
  // Koa begins with 404.
  res.statusCode = 200;
  const message = `{"result":${result},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
  if (modern && notices.length === 0) {
    res.setHeader('content-type', 'application/json');
    return void res.end(message);
  }
  const frames = [...notices.map((notice) => JSON.stringify({ jsonrpc: '2.0', ...notice })), message];
  for (const [header, value] of STREAM) res.setHeader(header, value);
  res.end(frames.map((frame) => `event: message\ndata: ${frame}\n\n`).join(''));
}

const STREAM = Object.entries({
  'cache-control': 'no-cache, no-transform',
  connection: 'keep-alive',
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
});
