import { RateLimit } from './rate-limit.js';

const MINUTE = 60_000;

/** What a gateway has taken for its callers is theirs for so long; then it goes back to all. */
const LEASE_MS = 1_000;

/** It takes so much of a minute's calls at a time at most, unless as many calls wait already. */
const LARGEST_SHARE = 1 / 12;

/** How long a gateway counts for itself when it could not ask. */
const AWAY_MS = 5_000;

interface Size {
  readonly most: number;
  readonly perMinute: number;
}

/** The buckets that all gateways take their calls out of. */
export interface Buckets {
  take(key: string, wanted: number, size: Size): Promise<{ taken: number; left: number }>;
  giveBack(key: string, count: number, size: Size): Promise<void>;
  sweep(): Promise<unknown>;
}

interface SharedRateLimitOptions {
  readonly buckets: Buckets;
  /** In milliseconds. */
  readonly now: () => number;
  /** Is told when the buckets cannot be reached, and each gateway counts for itself for a while. */
  readonly onAway: (error: unknown) => void;
}

/** Calls of one key that this gateway may let through without asking. */
interface Lease {
  readonly size: Size;
  /** How many are left, until when they are good, and how many there were. */
  calls: number;
  until: number;
  taken: number;
  /** Until when there is nothing in the bucket. */
  emptyUntil: number;
  /** How many calls wait for the answer to what is asked now. */
  waiting: number;
  asking: Promise<void> | null;
}

/**
 * A rate limit that all gateways on one database keep together: what they let through is never more than the limit. A gateway
 * takes calls out of the bucket in small numbers, as many as it needed a second ago, so that a busy caller costs a statement for
 * many calls; and a caller that has used up everything costs none until a call comes back.
 */
export class SharedRateLimit {
  readonly #leases = new Map<string, Lease>();
  readonly #alone: RateLimit;
  #awayUntil = Number.NEGATIVE_INFINITY;
  #sweptAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SharedRateLimitOptions) {
    this.#alone = new RateLimit(options.now);
    this.#sweptAt = options.now();
  }

  /** Takes one call out of the bucket; gives 0, or the seconds to wait when there is none left. */
  take(key: string, perMinute: number): number | Promise<number> {
    const lease = this.#leases.get(key);
    return (lease && takeFrom(lease, this.options.now())) ?? this.#takeLater(key, perMinute);
  }

  async #takeLater(key: string, perMinute: number): Promise<number> {
    if (this.options.now() < this.#awayUntil) return this.#alone.take(key, perMinute);
    const lease = this.#leaseOf(key, perMinute);
    lease.waiting += 1;
    try {
      for (;;) {
        lease.asking ??= this.#ask(key, lease).finally(() => {
          lease.asking = null;
        });
        await lease.asking;
        const seconds = takeFrom(lease, this.options.now());
        if (seconds !== null) return seconds;
      }
    } catch (error) {
      this.#goAlone(error);
      return this.#alone.take(key, perMinute);
    } finally {
      lease.waiting -= 1;
    }
  }

  /** Gives everything back, for the gateways that go on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const leases = [...this.#leases].filter(([, { calls }]) => calls > 0);
    this.#leases.clear();
    await Promise.allSettled(leases.map(([key, { calls, size }]) => this.options.buckets.giveBack(key, calls, size)));
  }

  #leaseOf(key: string, perMinute: number): Lease {
    const known = this.#leases.get(key);
    if (known) return known;
    const size = { most: perMinute, perMinute };
    const lease = { size, calls: 0, until: 0, taken: 0, emptyUntil: 0, waiting: 0, asking: null };
    this.#leases.set(key, lease);
    this.#timer ??= setInterval(() => this.#tidy(), LEASE_MS).unref();
    return lease;
  }

  async #ask(key: string, lease: Lease): Promise<void> {
    const used = lease.taken - lease.calls;
    this.#giveBack(key, lease);
    const share = Math.max(1, Math.floor(lease.size.perMinute * LARGEST_SHARE));
    const wanted = Math.max(lease.waiting, Math.min(used * 2, share));
    const { taken, left } = await this.options.buckets.take(key, wanted, lease.size);
    const at = this.options.now();
    lease.calls = taken;
    lease.taken = taken;
    lease.until = at + LEASE_MS;
    // At least a moment, so that whoever waits learns of it.
    if (taken < wanted) lease.emptyUntil = at + Math.max(1, ((1 - left) * MINUTE) / lease.size.perMinute);
  }

  /** Nobody waits for it: who asks meanwhile finds a little less than there is. */
  #giveBack(key: string, lease: Lease): void {
    const { calls, size } = lease;
    lease.calls = 0;
    if (calls > 0) this.options.buckets.giveBack(key, calls, size).catch((error) => this.#goAlone(error));
  }

  /** Gives back what is over, and forgets who has not called for a while. */
  #tidy(): void {
    const at = this.options.now();
    for (const [key, lease] of this.#leases) {
      if (lease.waiting > 0 || at < lease.until || at < lease.emptyUntil) continue;
      this.#giveBack(key, lease);
      this.#leases.delete(key);
    }
    if (this.#leases.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    if (at - this.#sweptAt < MINUTE) return;
    this.#sweptAt = at;
    this.options.buckets.sweep().catch((error) => this.#goAlone(error));
  }

  #goAlone(error: unknown): void {
    const at = this.options.now();
    if (at >= this.#awayUntil) this.options.onAway(error);
    this.#awayUntil = at + AWAY_MS;
  }
}

/** What `take` gives, as far as the lease knows it. */
function takeFrom(lease: Lease, at: number): number | null {
  if (lease.calls > 0 && at < lease.until) {
    lease.calls -= 1;
    return 0;
  }
  return at < lease.emptyUntil ? Math.ceil((lease.emptyUntil - at) / 1000) : null;
}
