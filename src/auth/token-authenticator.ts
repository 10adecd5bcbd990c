import type { Queries } from '../queries/queries.js';
import { type Account, accountOf, type Credentials } from './account.js';
import { hashApiToken } from './api-token.js';
import type { Refusal } from './principal.js';

/** A token's last use is written at most this often, so that a busy client does not write at every call. */
const LAST_USED_EVERY_MS = 60_000;

export const BEARER_CHALLENGE = 'Bearer realm="Integration Gateway"';

export const unauthorized = (message: string, error?: string): Refusal => ({
  status: 401,
  message,
  challenge: error ? `${BEARER_CHALLENGE}, error="${error}", error_description="${message}"` : BEARER_CHALLENGE,
});

/** Identifies any active user by an API token in `Authorization: Bearer`; null when the header is of another scheme. */
export function createTokenAuthenticator(
  queries: Queries,
  now: () => Date,
): (credentials: Credentials) => Promise<Account | Refusal | null> {
  return async ({ headers: { authorization = '' } }) => {
    if (!/^Bearer\b/i.test(authorization)) return null;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (!token) return unauthorized('The Authorization header must read: Bearer TOKEN.', 'invalid_request');
    const found = await queries.tokens.findByHash(hashApiToken(token));
    const at = now();
    if (!found) return unauthorized('The token is not known.', 'invalid_token');
    if (found.revoked_at) return unauthorized('The token was revoked.', 'invalid_token');
    if (found.expires_at && new Date(found.expires_at) <= at)
      return unauthorized('The token has expired.', 'invalid_token');
    if (!found.active) return unauthorized('The user of this token is disabled.', 'invalid_token');
    if (!found.last_used_at || at.getTime() - new Date(found.last_used_at).getTime() > LAST_USED_EVERY_MS) {
      await queries.tokens.touch(found.id, at);
    }
    return accountOf({ ...found, id: found.user_id }, { tokenId: found.id });
  };
}
