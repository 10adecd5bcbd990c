import type { Account } from './account.js';
import type { Refusal } from './principal.js';

/**
 * How long a token that was right is not looked up again. Open streams are looked at every half a second, so these end within a
 * second as well when their token does.
 */
const KEPT_MS = 450;
const MOST_KEPT = 10_000;

/** Whose a token is, and until when it is good by itself; or why it is not. */
export type Lookup = { readonly account: Account; readonly expires: Date | null } | Refusal;

interface Kept {
  readonly account: Account;
  readonly since: number;
  readonly until: number;
}

/**
 * Whose the tokens are that were right a moment ago, by the `Authorization` headers that they came in. These are kept as they are,
 * since it is for so short a time: to hash them would cost more than all that is left to do. What was wrong is never kept.
 */
export class TokenCache {
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, { readonly since: number; readonly lookup: Promise<Lookup> }>();

  constructor(
    private readonly now: () => number,
    private readonly keptMs: number = KEPT_MS,
  ) {}

  find(header: string): Account | null {
    const kept = this.#kept.get(header);
    if (!kept) return null;
    const at = this.now();
    // A clock may be set back.
    return at >= kept.since && at < kept.until ? kept.account : null;
  }

  /** Many who ask with the same token at once wait for one answer. */
  async lookUp(header: string, look: () => Promise<Lookup>): Promise<Account | Refusal> {
    // An answer is as old as its question.
    const since = this.now();
    const known = this.#underWay.get(header);
    const underWay = known && since - known.since < this.keptMs ? known : { since, lookup: look() };
    this.#underWay.set(header, underWay);
    try {
      const found = await underWay.lookup;
      if ('status' in found) this.#kept.delete(header);
      else this.#keep(header, found, underWay.since);
      return 'status' in found ? found : found.account;
    } finally {
      if (this.#underWay.get(header) === underWay) this.#underWay.delete(header);
    }
  }

  #keep(header: string, { account, expires }: Exclude<Lookup, Refusal>, since: number): void {
    this.#kept.delete(header);
    this.#dropOldest();
    const until = Math.min(since + this.keptMs, expires?.getTime() ?? Number.POSITIVE_INFINITY);
    this.#kept.set(header, { account, since, until });
  }

  /** Those that are over, which are the oldest, and one more when there are too many. */
  #dropOldest(): void {
    const at = this.now();
    for (const [header, { until }] of this.#kept) {
      if (at < until && this.#kept.size < MOST_KEPT) return;
      this.#kept.delete(header);
    }
  }
}
