import type { Queries } from '../queries/queries.js';
import { hashApiToken } from './api-token.js';
import type { Authenticate, Principal, Refusal } from './principal.js';

/** A person who called with an API token. */
export interface User extends Principal {
  readonly staff: boolean;
  readonly superuser: boolean;
  readonly tokenId: number;
}

/** A token's last use is written at most this often, so that a busy client does not write at every call. */
const LAST_USED_EVERY_MS = 60_000;

const CHALLENGE = 'Bearer realm="Integration Gateway"';

const unauthorized = (message: string, error?: string): Refusal => ({
  status: 401,
  message,
  challenge: error ? `${CHALLENGE}, error="${error}", error_description="${message}"` : CHALLENGE,
});

/**
 * Identifies a caller by an API token in `Authorization: Bearer`. Other ways to sign in take their place beside this one; what
 * comes out is a principal in any case. Only staff and superusers may connect over MCP (domain.md 1.1).
 */
export function createAuthenticate(queries: Queries, now: () => Date): Authenticate<User> {
  return async ({ authorization }) => {
    if (!authorization) return unauthorized('An API token is needed: send Authorization: Bearer TOKEN.');
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (!token) return unauthorized('The Authorization header must read: Bearer TOKEN.', 'invalid_request');
    const found = await queries.tokens.findByHash(hashApiToken(token));
    const at = now();
    if (!found) return unauthorized('The token is not known.', 'invalid_token');
    if (found.revoked_at) return unauthorized('The token was revoked.', 'invalid_token');
    if (found.expires_at && new Date(found.expires_at) <= at)
      return unauthorized('The token has expired.', 'invalid_token');
    if (!found.active) return unauthorized('The user of this token is disabled.', 'invalid_token');
    if (!found.is_staff && !found.is_superuser) {
      return {
        status: 403,
        message: `${found.username} is neither staff nor superuser, and so may not use MCP.`,
        challenge: '',
      };
    }
    if (!found.last_used_at || at.getTime() - new Date(found.last_used_at).getTime() > LAST_USED_EVERY_MS) {
      await queries.tokens.touch(found.id, at);
    }
    return {
      id: found.user_id,
      username: found.username,
      staff: found.is_staff,
      superuser: found.is_superuser,
      tokenId: found.id,
    };
  };
}
