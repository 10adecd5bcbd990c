import type { Queries } from '../queries/queries.js';
import { type Account, accountOf } from './account.js';
import { type AttemptLimit, Attempts } from './attempts.js';
import { LocalBuckets } from './local-buckets.js';
import { networkOf } from './network.js';
import { PasswordCheck } from './password-check.js';

/** Wrong passwords for one account from one address. */
const FOR_ONE_ACCOUNT: AttemptLimit = { most: 10, perMinute: 6 };
/** Wrong passwords from one address, for whatever account. */
const FROM_ONE_ADDRESS: AttemptLimit = { most: 50, perMinute: 30 };

/** Why somebody could not sign in. Who guesses learns nothing from it: a user who is not there is `wrong` as well. */
export type NotSignedIn = { readonly problem: 'wrong' } | { readonly problem: 'too_many'; readonly retryAfter: number };

/** A user whose password was right. */
export interface SignedIn {
  readonly account: Account;
  /** Service accounts call integrations, and have no use for pages (domain.md 2.1). */
  readonly serviceAccount: boolean;
}

/**
 * Signs people in with their name or e-mail address and their password (domain.md 2.5), on pages and in `Authorization: Basic`
 * alike. A user who is not there, one who is disabled, one who has no password and a wrong password are answered alike, and take
 * the same time. Attempts are counted for each account from each address: nobody can lock somebody else out.
 */
export class PasswordSignIn {
  readonly #passwords: PasswordCheck;
  readonly #ofAccount: Attempts;
  readonly #ofAddress: Attempts;

  /** @param onRefused is told from which network so many wrong passwords came that more are refused; never a name that was typed */
  constructor(
    private readonly queries: Queries,
    now: () => number,
    onRefused: (network: string) => void = () => {},
  ) {
    this.#passwords = new PasswordCheck(now);
    const buckets = queries.rateBuckets ?? new LocalBuckets(now);
    this.#ofAccount = new Attempts({
      what: 'wrong passwords for an account',
      limit: FOR_ONE_ACCOUNT,
      buckets,
      now,
      onRefused: (pair) => onRefused(pair.split('\0', 1)[0] as string),
    });
    this.#ofAddress = new Attempts({ what: 'wrong passwords', limit: FROM_ONE_ADDRESS, buckets, now, onRefused });
  }

  async attempt(name: string, password: string, address: string): Promise<SignedIn | NotSignedIn> {
    const user = await this.queries.users.signingIn(name);
    const hash = user?.active ? user.password_hash : null;
    const isKnown = () => user !== undefined && hash !== null && this.#passwords.knows(user.id, hash, password);
    const network = networkOf(address);
    const pair = `${network}\0${name.toLowerCase()}`;
    const isAttempt = !isKnown();
    const retryAfter = isAttempt ? (await this.#ofAccount.take(pair)) || (await this.#ofAddress.take(network)) : 0;
    // Of many that came with the same password at once, another one may have begun to verify it.
    if (retryAfter > 0 && !isKnown()) return { problem: 'too_many', retryAfter };
    const isRight = user && hash !== null ? await this.#passwords.isRight(user.id, hash, password) : false;
    if (!user || hash === null) await this.#passwords.pretend(password);
    if (!user || !isRight) return { problem: 'wrong' };
    if (isAttempt && retryAfter === 0) {
      await this.#ofAccount.giveBack(pair);
      await this.#ofAddress.giveBack(network);
    }
    return { account: accountOf(user), serviceAccount: user.is_service_account };
  }
}
