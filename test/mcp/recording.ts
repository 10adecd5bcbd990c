import { AsyncLocalStorage } from 'node:async_hooks';
import type { Access } from '../../src/auth/access.js';
import type { DynamicTools } from '../../src/mcp/dynamic-tools.js';
import type { Outcome } from '../../src/mcp/outcome.js';
import type { Incoming, Pipeline } from '../../src/mcp/pipeline.js';

/** What became of a call, and what its handler has said and asked until then. */
interface RecordedCall {
  readonly given: string;
  readonly said: readonly ((again: Incoming) => Promise<void>)[];
  readonly asked: ReadonlyMap<string, boolean>;
  readonly outcome: Outcome | null;
}

/** All that was found out for one request, so that it can be answered again without doing anything again. */
export class Recording {
  static readonly #current = new AsyncLocalStorage<Recording>();

  /** Who has answered the request: the direct path, the SDK with what the direct path had found out, or the SDK. */
  by: 'direct' | 'told' | 'sdk' = 'sdk';
  /** What the second answer was made of, that the first was not. */
  readonly differences: string[] = [];
  #call: RecordedCall | null = null;
  readonly #found: unknown[] = [];

  /** The recording of the request that is being answered. */
  static get current(): Recording {
    const recording = Recording.#current.getStore();
    if (!recording) throw new Error('this belongs to no request');
    return recording;
  }

  during<T>(work: () => T): T {
    return Recording.#current.run(this, work);
  }

  async record(pipeline: Pipeline, incoming: Incoming): Promise<Outcome | null> {
    const said: RecordedCall['said'][number][] = [];
    const asked = new Map<string, boolean>();
    const outcome = await pipeline.call({
      ...incoming,
      progress: async (...told) => {
        said.push((again) => again.progress(...told));
        await incoming.progress(...told);
      },
      log: async (...told) => {
        said.push((again) => again.log(...told));
        await incoming.log(...told);
      },
      clientCan: (capability) => {
        const can = incoming.clientCan(capability);
        asked.set(capability, can);
        return can;
      },
    });
    // What is said later than that is said to nobody.
    this.#call = { given: givenIn(incoming), said: [...said], asked, outcome };
    return outcome;
  }

  async replay(incoming: Incoming): Promise<Outcome | null> {
    if (!this.#call) throw new Error('there was no such call');
    const { given, said, asked, outcome } = this.#call;
    const again = givenIn(incoming);
    if (again !== given) this.differences.push(`the handler is given\n${given}\nand by the SDK\n${again}`);
    for (const [capability, could] of asked) {
      if (incoming.clientCan(capability) !== could) this.differences.push(`the client can, or cannot: ${capability}`);
    }
    for (const say of said) await say(incoming);
    return outcome;
  }

  async find<T>(look: () => Promise<T>): Promise<T> {
    const found = await look();
    this.#found.push(found);
    return found;
  }

  async foundNext<T>(): Promise<T> {
    if (this.#found.length === 0) throw new Error('that was not looked for');
    return this.#found.shift() as T;
  }
}

/** With the order of the keys: a handler may write them down. */
const givenIn = ({ principal, tool, args, answers, requestBytes }: Incoming): string =>
  JSON.stringify({ user: principal.id, tool, args, answers, requestBytes });

export const recordedPipeline = (pipeline: Pipeline): Pipeline => ({
  ...pipeline,
  call: (incoming) => Recording.current.record(pipeline, incoming),
});

export const replayedPipeline = (pipeline: Pipeline): Pipeline => ({
  ...pipeline,
  call: (incoming) => Recording.current.replay(incoming),
});

/** What the list of tools is made of. */
interface Sources {
  readonly access: Access;
  readonly dynamicTools: DynamicTools | null;
}

export const recordedSources = ({ access, dynamicTools }: Sources): Sources => ({
  access: { ...access, granted: (principal) => Recording.current.find(() => access.granted(principal)) },
  dynamicTools: dynamicTools && {
    ...dynamicTools,
    list: (...asked) => Recording.current.find(() => dynamicTools.list(...asked)),
  },
});

export const replayedSources = ({ access, dynamicTools }: Sources): Sources => ({
  access: { ...access, granted: () => Recording.current.foundNext() },
  dynamicTools: dynamicTools && { ...dynamicTools, list: () => Recording.current.foundNext() },
});
