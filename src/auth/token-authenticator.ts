import type { Queries } from '../queries/queries.js';
import { type Authenticator, accountOf } from './account.js';
import { hashApiToken, isApiToken } from './api-token.js';
import type { AttemptLimit } from './attempts.js';
import { LocalBuckets } from './local-buckets.js';
import type { Refusal } from './principal.js';
import { hashSecret } from './secret.js';
import { TokenAttempts } from './token-attempts.js';
import { type Lookup, TokenCache } from './token-cache.js';

/** A token's last use is written at most this often, so that a busy client does not write at every call. */
const LAST_USED_EVERY_MS = 60_000;

export const BEARER_CHALLENGE = 'Bearer realm="Integration Gateway"';

export const unauthorized = (message: string, error?: string): Refusal => ({
  status: 401,
  message,
  challenge: error ? `${BEARER_CHALLENGE}, error="${error}", error_description="${message}"` : BEARER_CHALLENGE,
});

interface TokenOptions {
  readonly queries: Queries;
  readonly now: () => Date;
  /** What the authorization server's tokens must be for (RFC 8707); null where there is no such server. */
  readonly audience: string | null;
  /** Wrong tokens from one network. */
  readonly limit?: AttemptLimit;
  /** Is told from which network so many of them came that more are refused. */
  readonly onRefused?: (network: string) => void;
  /** How long a token that was right is not looked up again; a little less than a second if not given. */
  readonly keptMs?: number;
}

const BEARER = /^Bearer(?: ([\w.~+/-]+=*)$|\b)/i;

/**
 * Identifies any active user by an API token or by an access token of the authorization server, in `Authorization: Bearer`; null
 * when the header is of another scheme. A token that was right is good for less than a second before it is looked up again: then
 * whatever ends it has done so.
 */
export function createTokenAuthenticator(options: TokenOptions): Authenticator {
  const now = () => options.now().getTime();
  const cache = new TokenCache(now, options.keptMs);
  const { queries, limit, onRefused } = options;
  const attempts = new TokenAttempts({ buckets: queries.rateBuckets ?? new LocalBuckets(now), now, limit, onRefused });
  return ({ headers: { authorization = '' }, address }) => {
    const known = cache.find(authorization);
    if (known) return known;
    const bearer = BEARER.exec(authorization);
    if (!bearer) return null;
    const token = bearer[1];
    if (!token) return unauthorized('The Authorization header must read: Bearer TOKEN.', 'invalid_request');
    const look = () => (isApiToken(token) ? byApiToken(token, options) : byAccessToken(token, options));
    return attempts.checked(token, address, () => cache.lookUp(authorization, look));
  };
}

async function byApiToken(token: string, { queries, now }: TokenOptions): Promise<Lookup> {
  const found = await queries.tokens.findByHash(hashApiToken(token));
  const at = now();
  if (!found) return refused('The token is not known.');
  if (!found.active) return refused('The user of this token is disabled.');
  if (found.revoked_at) return refused('The token was revoked.');
  if (found.expires_at && new Date(found.expires_at) <= at) return refused('The token has expired.');
  if (!found.last_used_at || at.getTime() - new Date(found.last_used_at).getTime() > LAST_USED_EVERY_MS) {
    await queries.tokens.touch(found.id, at);
  }
  return {
    account: accountOf({ ...found, id: found.user_id }, { tokenId: found.id }),
    expires: found.expires_at === null ? null : new Date(found.expires_at),
  };
}

async function byAccessToken(token: string, { queries, now, audience }: TokenOptions): Promise<Lookup> {
  const found = await queries.oauthArtifacts.accessToken(hashSecret(token));
  if (!found || audience === null) return refused('The token is not known.');
  const expires = new Date(found.expires_at);
  if (expires <= now()) return refused('The token has expired.');
  if (!found.active) return refused('The user or the application of this token is disabled.');
  if (found.audience !== audience) return refused('The token is for another resource.');
  const scopes = new Set((found.scope ?? '').split(' ').filter(Boolean));
  return { account: accountOf(found, { client: found.client_id, scopes }), expires };
}

const refused = (message: string): Refusal => unauthorized(message, 'invalid_token');
