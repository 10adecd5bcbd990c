import type { Logger } from 'pino';
import { RateLimit } from './rate-limit.js';
import { type Buckets, SharedRateLimit } from './shared-rate-limit.js';

interface OpenedRateLimit {
  /** Takes one call of the key; gives 0, or the seconds to wait when there is none left. */
  take(key: string, perMinute: number): number | Promise<number>;
  stop(): Promise<void>;
}

/** The rate limit of a gateway: together with all that take out of the same buckets, or by itself where there are none. */
export function openRateLimit(buckets: Buckets | null, log: Logger): OpenedRateLimit {
  if (buckets) {
    const onAway = (error: unknown) =>
      log.warn({ err: error }, 'rate limits cannot be counted together; each gateway counts for itself for a while');
    return new SharedRateLimit({ buckets, now: () => performance.now(), onAway });
  }
  const alone = new RateLimit(() => performance.now());
  return { take: (key, perMinute) => alone.take(key, perMinute), stop: async () => {} };
}
