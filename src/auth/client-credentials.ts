import { randomBytes } from 'node:crypto';
import { hashSecret, makeSecret } from './secret.js';

/** By what an OAuth application shows which one it is. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: ClientSecret;
}

export interface ClientSecret {
  /** Shown once, to whoever asked for it; stored nowhere. */
  readonly secret: string;
  readonly hash: string;
}

/**
 * Both are letters of base64url alone: mcp-remote puts them into a Basic header as they are, where others would have to be
 * encoded. The id begins with a letter, so that no command line takes it for an option.
 */
export const makeClientCredentials = (): ClientCredentials => ({
  clientId: `app_${randomBytes(16).toString('base64url')}`,
  secret: makeClientSecret(),
});

export function makeClientSecret(): ClientSecret {
  const secret = makeSecret();
  return { secret, hash: hashSecret(secret) };
}
