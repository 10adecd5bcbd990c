import type { BucketSize, RateBucketQueries, Taken } from '../queries/rate-buckets.js';

const MINUTE = 60_000;

/** How many buckets are remembered; beyond, the oldest are forgotten, so that many senders cannot fill the memory. */
const MOST_KEYS = 10_000;

/** The buckets of a gateway that is alone on its database: they are in its memory, and full again when it starts again. */
export class LocalBuckets implements Pick<RateBucketQueries, 'take' | 'giveBack'> {
  readonly #lacking = new Map<string, { count: number; at: number }>();

  constructor(private readonly now: () => number) {}

  async take(key: string, wanted: number, size: BucketSize): Promise<Taken> {
    const lacking = this.#lackingOf(key, size);
    const taken = Math.max(0, Math.min(wanted, Math.floor(size.most - lacking + 0.001)));
    if (taken > 0) this.#set(key, lacking + taken);
    return { taken, left: Math.max(0, size.most - lacking - taken) };
  }

  async giveBack(key: string, count: number, size: BucketSize): Promise<void> {
    this.#set(key, this.#lackingOf(key, size) - count);
  }

  #lackingOf(key: string, { perMinute }: BucketSize): number {
    const known = this.#lacking.get(key);
    return known ? Math.max(0, known.count - ((this.now() - known.at) / MINUTE) * perMinute) : 0;
  }

  #set(key: string, count: number): void {
    this.#lacking.delete(key);
    if (count <= 0) return;
    if (this.#lacking.size >= MOST_KEYS) this.#lacking.delete(this.#lacking.keys().next().value as string);
    this.#lacking.set(key, { count, at: this.now() });
  }
}
