import { createHash } from 'node:crypto';
import type { BucketSize, RateBucketQueries } from '../queries/rate-buckets.js';

const MINUTE = 60_000;

/** How many that were refused are remembered; beyond, the oldest are forgotten, so that many senders cannot fill the memory. */
const MOST_REFUSED = 10_000;

/** How many attempts may fail one after the other, and how many more are allowed with each minute. */
export type AttemptLimit = BucketSize;

/** What attempts are counted in: `LocalBuckets`, or those that all gateways on one database share. */
export type AttemptBuckets = Pick<RateBucketQueries, 'take' | 'giveBack'>;

interface AttemptsOptions {
  /** Tells these attempts from others that are counted in the same buckets. */
  readonly what: string;
  readonly limit: AttemptLimit;
  readonly buckets: AttemptBuckets;
  /** In milliseconds. */
  readonly now: () => number;
  /** Is told of the first attempt that is refused here, and then of none until one is allowed again. */
  readonly onRefused?: (key: string) => void;
}

/**
 * Slows down who guesses. An attempt is taken before its outcome is known, so that many at once count as well, and given back
 * when it succeeds. Whoever has none left waits for some seconds and never for good.
 */
export class Attempts {
  /** Who has nothing left until when, as far as it is known without asking; and whether it was told. */
  readonly #empty = new Map<string, { until: number; told: boolean }>();

  constructor(private readonly options: AttemptsOptions) {}

  /** Returns 0 when there was an attempt left, or else the seconds to wait for one. */
  async take(key: string): Promise<number> {
    const wait = this.waiting(key);
    if (wait > 0) return wait;
    const { buckets, limit, now } = this.options;
    const short = this.#short(key);
    const { taken, left } = await buckets.take(short, 1, limit);
    const waitMs = Math.round(((1 - left) * MINUTE) / limit.perMinute);
    const told = taken === 0 && (this.#empty.get(short)?.told ?? false);
    this.#empty.delete(short);
    if (waitMs > 0) this.#remember(short, { until: now() + waitMs, told });
    return taken > 0 ? 0 : this.waiting(key);
  }

  /** How long to wait, as far as it is known without asking: when the last attempt was taken here, or refused here. */
  waiting(key: string): number {
    const empty = this.#empty.get(this.#short(key));
    const waitMs = empty ? empty.until - this.options.now() : 0;
    if (!empty || waitMs <= 0) return 0;
    if (!empty.told) this.options.onRefused?.(key);
    empty.told = true;
    return Math.ceil(waitMs / 1000);
  }

  async giveBack(key: string): Promise<void> {
    const short = this.#short(key);
    this.#empty.delete(short);
    await this.options.buckets.giveBack(short, 1, this.options.limit);
  }

  #remember(short: string, empty: { until: number; told: boolean }): void {
    if (this.#empty.size >= MOST_REFUSED) this.#empty.delete(this.#empty.keys().next().value as string);
    this.#empty.set(short, empty);
  }

  /** A name may be long, and is nobody's business; what is kept of it is neither. */
  #short(key: string): string {
    return `${this.options.what} ${createHash('sha256').update(key).digest('base64url')}`;
  }
}
