import { createHash, randomBytes } from 'node:crypto';

/** Makes a leaked token recognisable to a secret scanner. */
const PREFIX = 'igw_';

/** How many characters of a token are kept readable, so that a person can tell tokens apart in a list. */
const SHOWN = PREFIX.length + 6;

export interface ApiToken {
  /** Shown once, to whoever asked for it; stored nowhere. */
  readonly token: string;
  readonly hash: string;
  readonly prefix: string;
}

export function makeApiToken(): ApiToken {
  const token = PREFIX + randomBytes(32).toString('base64url');
  return { token, hash: hashApiToken(token), prefix: token.slice(0, SHOWN) };
}

/** Whether a token is one of ours for scripts, and not the authorization server's. */
export const isApiToken = (token: string): boolean => token.startsWith(PREFIX);

/** A token has 256 random bits, so a plain digest cannot be reversed; a slow hash would only slow every call. */
export const hashApiToken = (token: string): string => createHash('sha256').update(token).digest('hex');
