import { createHash } from 'node:crypto';

const MINUTE = 60_000;

/** How many keys are remembered; beyond, the oldest are forgotten, so that many senders cannot fill the memory. */
const MOST_KEYS = 10_000;

export interface AttemptLimit {
  /** How many attempts may fail one after the other. */
  readonly most: number;
  /** How many more are allowed with each minute. */
  readonly perMinute: number;
}

/**
 * Slows down who guesses. An attempt is taken before its outcome is known, so that many at once count as well, and given back
 * when it succeeds. Whoever has none left waits for some seconds and never for good.
 */
export class Attempts {
  readonly #taken = new Map<string, { count: number; at: number; told?: boolean }>();

  /** @param onRefused is told of the first attempt that is refused, and then of none until one is allowed again */
  constructor(
    private readonly limit: AttemptLimit,
    private readonly now: () => number,
    private readonly onRefused: (key: string) => void = () => {},
  ) {}

  /** Returns 0 when there was an attempt left, or else the seconds to wait for one. */
  take(key: string): number {
    const { most, perMinute } = this.limit;
    const count = this.#count(key);
    const waitMs = Math.round(((count - (most - 1)) * MINUTE) / perMinute);
    if (waitMs > 0) {
      this.#tell(key);
      return Math.ceil(waitMs / 1000);
    }
    this.#set(key, count + 1);
    return 0;
  }

  giveBack(key: string): void {
    this.#set(key, Math.max(0, this.#count(key) - 1));
  }

  #tell(key: string): void {
    const taken = this.#taken.get(digest(key));
    if (!taken || taken.told) return;
    taken.told = true;
    this.onRefused(key);
  }

  #count(key: string): number {
    const taken = this.#taken.get(digest(key));
    if (!taken) return 0;
    return Math.max(0, taken.count - ((this.now() - taken.at) / MINUTE) * this.limit.perMinute);
  }

  #set(key: string, count: number): void {
    const short = digest(key);
    this.#taken.delete(short);
    if (count <= 0) return;
    if (this.#taken.size >= MOST_KEYS) this.#taken.delete(this.#taken.keys().next().value as string);
    this.#taken.set(short, { count, at: this.now() });
  }
}

/** A name may be long; what is kept of it is not. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64');
