import { createHmac, randomBytes } from 'node:crypto';
import { type AttemptBuckets, type AttemptLimit, Attempts } from './attempts.js';
import { networkOf } from './network.js';
import type { Refusal } from './principal.js';

/** Wrong bearer tokens from one network. Clients whose tokens expire send some; nobody guesses 256 bits at this pace. */
export const WRONG_TOKENS: AttemptLimit = { most: 100, perMinute: 60 };

/** How long a token that was right is looked at however many wrong ones come from its network. */
const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 10_000;

interface TokenAttemptsOptions {
  readonly buckets: AttemptBuckets;
  /** In milliseconds. */
  readonly now: () => number;
  readonly limit?: AttemptLimit | undefined;
  /** Is told from which network so many came that more are refused. */
  readonly onRefused?: ((network: string) => void) | undefined;
}

/**
 * Turns networks away for a while that send very many wrong tokens (domain.md 2.5). Wrong ones alone are counted, and a token
 * that was right a short time ago is never turned away unseen: a neighbour's broken client locks nobody out.
 */
export class TokenAttempts {
  readonly #key = randomBytes(32);
  readonly #remembered = new Map<string, number>();
  readonly #wrong: Attempts;

  constructor(private readonly options: TokenAttemptsOptions) {
    const { buckets, now, limit = WRONG_TOKENS, onRefused = () => {} } = options;
    this.#wrong = new Attempts({ what: 'wrong tokens', limit, buckets, now, onRefused });
  }

  /**
   * What `check` finds out about the token, or 429: without asking it where it is known that no attempt is left. A 401 counts as
   * wrong. A right one costs nothing to count.
   */
  async checked<P extends object>(
    token: string,
    address: string,
    check: () => Promise<P | Refusal>,
  ): Promise<P | Refusal> {
    const network = networkOf(address);
    const digest = createHmac('sha256', this.#key).update(token).digest('base64');
    if (!this.#isRemembered(digest)) {
      const retryAfter = this.#wrong.waiting(network);
      if (retryAfter > 0) return tooMany(retryAfter);
    }
    const found = await check();
    if (!('status' in found)) {
      this.#remember(digest);
    } else if (found.status === 401) {
      this.#remembered.delete(digest);
      const retryAfter = await this.#wrong.take(network);
      if (retryAfter > 0) return tooMany(retryAfter);
    }
    return found;
  }

  #isRemembered(digest: string): boolean {
    return (this.#remembered.get(digest) ?? 0) > this.options.now();
  }

  #remember(digest: string): void {
    this.#remembered.delete(digest);
    if (this.#remembered.size >= MOST_REMEMBERED)
      this.#remembered.delete(this.#remembered.keys().next().value as string);
    this.#remembered.set(digest, this.options.now() + REMEMBERED_MS);
  }
}

const tooMany = (retryAfter: number): Refusal => ({
  status: 429,
  message: `There were too many wrong tokens; wait ${retryAfter} seconds.`,
  challenge: '',
  retryAfter,
});
