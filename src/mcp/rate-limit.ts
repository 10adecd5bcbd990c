const MINUTE = 60_000;

/**
 * Counts calls in a minute's token bucket for each key. A bucket refills evenly, so a caller at its limit gets a steady trickle
 * and not a burst at every full minute.
 */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #swept: number;

  constructor(private readonly now: () => number) {
    this.#swept = now();
  }

  /** Takes one call out of the bucket; returns 0, or the seconds to wait when there is none left. */
  take(key: string, perMinute: number): number {
    const at = this.now();
    this.#sweep(at);
    const bucket = this.#buckets.get(key) ?? { tokens: perMinute, at };
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.at) / MINUTE) * perMinute);
    bucket.at = at;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * MINUTE) / perMinute / 1000);
    bucket.tokens -= 1;
    return 0;
  }

  /** A bucket that nobody used for a minute is full again, and so the same as none: memory stays with who calls now. */
  #sweep(at: number): void {
    if (at - this.#swept < MINUTE) return;
    this.#swept = at;
    for (const [key, bucket] of this.#buckets) if (at - bucket.at >= MINUTE) this.#buckets.delete(key);
  }
}
