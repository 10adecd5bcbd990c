import type { ServerResponse } from 'node:http';
import type { Authenticate, Principal } from '../auth/principal.js';

export interface StreamLimits {
  /** How many streams one principal may hold open. */
  readonly each: number;
  /** How many all may. */
  readonly all: number;
  /** How often it is looked whether the credentials of an open stream still hold. */
  readonly checkEveryMs: number;
}

export const STREAM_LIMITS: StreamLimits = { each: 32, all: 1000, checkEveryMs: 500 };

interface Stream {
  readonly principalId: number;
  readonly authorization: string | undefined;
  readonly address: string;
  readonly response: ServerResponse;
}

/**
 * The streams on which clients wait for news, in both protocol eras. Nothing ends them but the client, so they are counted,
 * and end when their credentials do.
 */
export class OpenStreams {
  readonly #open = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;
  #checking = false;
  #closed = false;

  constructor(
    private readonly authenticate: Authenticate,
    private readonly limits: StreamLimits,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Counts a stream until its response is closed. Returns why there can be none, as an HTTP status and its reason; or null. */
  admit(
    principal: Principal,
    { authorization, address }: Pick<Stream, 'authorization' | 'address'>,
    response: ServerResponse,
  ): { status: 429 | 503; message: string } | null {
    if (this.#closed) return { status: 503, message: 'The gateway is stopping.' };
    const { each, all } = this.limits;
    const own = [...this.#open].filter((stream) => stream.principalId === principal.id).length;
    if (own >= each) return { status: 429, message: `You have ${each} streams open; close one first.` };
    if (this.#open.size >= all) return { status: 503, message: `${all} streams are open; no more are served.` };
    const stream = { principalId: principal.id, authorization, address, response };
    this.#open.add(stream);
    response.once('close', () => this.#open.delete(stream));
    // A server that stops would wait for the connection as long as it is kept for a next request.
    response.once('finish', () => response.req.socket.destroySoon());
    this.#timer ??= setInterval(() => void this.#checkOnce(), this.limits.checkEveryMs).unref();
    return null;
  }

  /** Admits no more. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  /** A check that takes longer than the time between two is not overtaken by the next one. */
  async #checkOnce(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    await this.#check().catch(this.onError);
    this.#checking = false;
  }

  /** Cuts off whoever may not listen any more, or does not read what is sent. */
  async #check(): Promise<void> {
    // Clients of one token ask the database once.
    const addresses = new Map([...this.#open].map(({ authorization, address }) => [authorization, address]));
    for (const [authorization, address] of addresses) {
      const found = await this.authenticate({ authorization }, address);
      // Who is told to wait has done nothing wrong with this token.
      const refused = 'status' in found && found.status !== 429;
      for (const stream of this.#open) {
        if (stream.authorization !== authorization) continue;
        if (refused || stream.response.writableNeedDrain) stream.response.destroy();
      }
    }
  }
}
