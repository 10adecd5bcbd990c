import type { Authenticator } from './account.js';
import type { PasswordSignIn } from './password-sign-in.js';
import type { Refusal } from './principal.js';

export const BASIC_CHALLENGE = 'Basic realm="Integration Gateway", charset="UTF-8"';

const refused = (message: string): Refusal => ({ status: 401, message, challenge: BASIC_CHALLENGE });

/** Identifies any active user by `Authorization: Basic`, with the user's name or e-mail address (domain.md 8). */
export function createBasicAuthenticator(passwords: PasswordSignIn): Authenticator {
  return async ({ headers: { authorization = '' }, address }) => {
    if (!/^Basic\b/i.test(authorization)) return null;
    const given = readBasic(authorization);
    if (!given) return refused('The Authorization header must read: Basic, and base64 of NAME:PASSWORD.');
    const outcome = await passwords.attempt(given.name, given.password, address);
    if (!('problem' in outcome)) return outcome.account;
    if (outcome.problem === 'wrong') return refused('The user or the password is wrong.');
    const message = `There were too many wrong passwords; wait ${outcome.retryAfter} seconds.`;
    return { status: 429, message, challenge: '', retryAfter: outcome.retryAfter };
  };
}

function readBasic(authorization: string): { name: string; password: string } | null {
  const encoded = /^Basic +([\w+/-]+=*)$/i.exec(authorization)?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 1 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
