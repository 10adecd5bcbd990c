import type { Account, Authenticator, Credentials } from './account.js';
import { BASIC_CHALLENGE } from './basic-authenticator.js';
import { challengeWith } from './challenge.js';
import type { Refusal } from './principal.js';
import { BEARER_CHALLENGE } from './token-authenticator.js';

/** Finds out who sends a request, in whichever way the request tries. */
export type SignIn = (credentials: Credentials) => Promise<Account | Refusal>;

/** The ways in which any active user may sign in to call integrations, each asked in its turn. */
export function createSignIn(authenticators: readonly Authenticator[]): SignIn {
  return async (credentials) => {
    for (const authenticate of authenticators) {
      const caller = await authenticate(credentials);
      if (caller) return caller;
    }
    return { status: 401, message: 'The request does not say who sends it.', challenge: BEARER_CHALLENGE };
  };
}

/**
 * The `WWW-Authenticate` headers of a refusal: its own, and those of the other ways. `bearer` is what a client should know that
 * looks for a token.
 */
export function challengesOf({ challenge }: Refusal, bearer: Readonly<Record<string, string | null>> = {}): string[] {
  const scheme = challenge.split(' ')[0] as string;
  const others = [BEARER_CHALLENGE, BASIC_CHALLENGE].filter((other) => !other.startsWith(`${scheme} `));
  return [challenge, ...others].map((one) => (one.startsWith('Bearer ') ? challengeWith(one, bearer) : one));
}
