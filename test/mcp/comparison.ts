import { AssertionError } from 'node:assert';
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'koa';
import { createDirectPath } from '../../src/mcp/direct-path.js';
import { createEndpoint, type Endpoint, type EndpointOptions } from '../../src/mcp/endpoint.js';
import { createPipeline, type Pipeline } from '../../src/mcp/pipeline.js';
import { Recording, recordedPipeline, recordedSources, replayedPipeline, replayedSources } from './recording.js';

/** An answer as it is compared: with all headers but those of the moment and of the way the bytes are cut. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** How many differences are shown; there is one reason for many of them as a rule. */
const SHOWN = 5;

/**
 * Holds the direct path against the SDK: its endpoints answer as the gateway's do, and then let the SDK alone answer the same request
 * once more, for comparison. The call itself is not made again: what became of it the first time is what the SDK has to tell.
 */
export class Comparison {
  /** How many answers were compared: of the direct path, and of the SDK after the direct path had made the call. */
  readonly compared = { direct: 0, told: 0 };
  readonly #differences: string[] = [];
  readonly #underWay = new Set<Promise<void>>();

  /** Takes the direct path from outside, so that a test can hold another one against the SDK. */
  constructor(private readonly openDirectPath: typeof createDirectPath = createDirectPath) {}

  readonly createEndpoint = (options: EndpointOptions, pipeline: Pipeline = createPipeline(options)): Endpoint => {
    const endpoint = createEndpoint(
      { ...options, ...recordedSources(options) },
      recordedPipeline(pipeline),
      (parts) => {
        const directPath = this.openDirectPath(parts);
        return async (ctx, caller) => {
          const left = await directPath(ctx, caller);
          Recording.current.by = left === null ? 'direct' : left === 'not_plain' ? 'sdk' : 'told';
          return left;
        };
      },
    );
    const sdk = createEndpoint(
      { ...options, ...replayedSources(options) },
      replayedPipeline(pipeline),
      () => async () => 'not_plain',
    );
    const serve = endpoint.middleware.at(-1) as Serve;
    const serveAgain = sdk.middleware.at(-1) as Serve;
    return {
      middleware: [...endpoint.middleware.slice(0, -1), (ctx) => this.#serveTwice(ctx, serve, serveAgain)],
      endStreams: () => endpoint.endStreams(),
      close: async () => {
        await endpoint.close();
        await sdk.close();
      },
    };
  };

  /** Fails when answers were different. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#differences.length === 0) return;
    const message = `${this.#differences.length} answers differ:\n\n${this.#differences.slice(0, SHOWN).join('\n\n')}`;
    throw new AssertionError({ message });
  }

  async #serveTwice(ctx: Context, serve: Serve, serveAgain: Serve): Promise<void> {
    const { res } = ctx;
    const before = { ...res.getHeaders() };
    const recording = new Recording();
    const heard = listenTo(res);
    await recording.during(() => serve(ctx));
    const gone = res.destroyed && !res.writableFinished;
    if (recording.by === 'sdk' || gone) return;
    this.compared[recording.by]++;
    const again = secondOf(ctx, before);
    const answer = answerOf(res, heard);
    const work = recording
      .during(() => serveAgain(again.ctx))
      .then(() => this.#compare(ctx, recording, answer, answerOf(again.ctx.res, again.heard)))
      .catch((error) => void this.#differences.push(`the SDK has no answer: ${error.stack}`));
    this.#underWay.add(work);
    await work.finally(() => this.#underWay.delete(work));
  }

  #compare({ req, state }: Context, { by, differences }: Recording, ours: Answer, theirs: Answer): void {
    const texts = [ours, theirs].map((answer) => JSON.stringify(answer, null, 2)) as [string, string];
    if (differences.length === 0 && texts[0] === texts[1]) return;
    const shown = excerpts(...texts);
    const headers = Object.entries(req.headers).filter(([name]) => name !== 'authorization');
    this.#differences.push(
      [
        `Asked: ${JSON.stringify(state.body.value)}`,
        `with ${JSON.stringify(Object.fromEntries(headers))}`,
        ...differences,
        `The gateway (${by}) answers\n${shown[0]}`,
        `and the SDK\n${shown[1]}`,
      ].join('\n'),
    );
  }
}

/** Two texts from a little before they differ. */
function excerpts(a: string, b: string): [string, string] {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return [a, b].map((text) => text.slice(Math.max(0, same - 200), same + 800)) as [string, string];
}

type Serve = (ctx: Context) => Promise<void>;

/** Keeps what is written, which is sent as ever. */
function listenTo(res: ServerResponse): Buffer[] {
  const heard: Buffer[] = [];
  const { write, end } = res;
  const hear = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) heard.push(Buffer.from(chunk as string));
  };
  res.write = (...args: unknown[]) => {
    hear(args[0]);
    return write.apply(res, args as Parameters<typeof write>);
  };
  res.end = (...args: unknown[]) => {
    hear(args[0]);
    return end.apply(res, args as unknown as Parameters<typeof end>);
  };
  return heard;
}

/** The same request with an answer of its own, which goes nowhere. */
function secondOf(ctx: Context, headers: Readonly<Record<string, unknown>>): { ctx: Context; heard: Buffer[] } {
  const req: IncomingMessage = Object.create(ctx.req);
  const res = new Unsent(req);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value as string);
  // Koa begins with it.
  res.statusCode = 404;
  const second = ctx.app.createContext(req, res) as Context;
  Object.assign(second.state, ctx.state);
  return { ctx: second, heard: res.heard };
}

class Unsent extends ServerResponse {
  readonly heard: Buffer[] = [];

  override writeHead(status: number, ...[headers]: unknown[]): this {
    this.statusCode = status;
    for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value);
    return this;
  }

  override write(chunk: unknown): boolean {
    this.heard.push(Buffer.from(chunk as string));
    return true;
  }

  override end(chunk?: unknown): this {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.heard.push(Buffer.from(chunk as string));
    return this;
  }
}

const FRAMING = ['date', 'content-length', 'transfer-encoding'];

function answerOf(res: ServerResponse, heard: readonly Buffer[]): Answer {
  const headers = Object.entries(res.getHeaders()).filter(([name]) => !FRAMING.includes(name));
  return {
    status: res.statusCode,
    headers: Object.fromEntries(headers.sort(([a], [b]) => (a < b ? -1 : 1))),
    // When it was made is sealed in it.
    body: Buffer.concat(heard)
      .toString()
      .replace(/"requestState":"[^"]*"/, '"requestState":""'),
  };
}
