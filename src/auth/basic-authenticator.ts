import { isIPv6 } from 'node:net';
import type { Queries } from '../queries/queries.js';
import type { Authenticator } from './account.js';
import { type AttemptLimit, Attempts } from './attempts.js';
import { PasswordCheck } from './password-check.js';
import type { Refusal } from './principal.js';

export const BASIC_CHALLENGE = 'Basic realm="Integration Gateway", charset="UTF-8"';

/** Wrong passwords for one account from one address. */
const FOR_ONE_ACCOUNT: AttemptLimit = { most: 10, perMinute: 6 };
/** Wrong passwords from one address, for whatever account. */
const FROM_ONE_ADDRESS: AttemptLimit = { most: 50, perMinute: 30 };

const refused = (message: string): Refusal => ({ status: 401, message, challenge: BASIC_CHALLENGE });

/**
 * Identifies any active user by `Authorization: Basic`, with the user's name or e-mail address (domain.md 8). A user who is not
 * there, one who is disabled, one who has no password and a wrong password are answered alike, and take the same time.
 */
export function createBasicAuthenticator(queries: Queries, now: () => number): Authenticator {
  const passwords = new PasswordCheck(now);
  const ofAccount = new Attempts(FOR_ONE_ACCOUNT, now);
  const ofAddress = new Attempts(FROM_ONE_ADDRESS, now);

  return async ({ headers: { authorization = '' }, address }) => {
    if (!/^Basic\b/i.test(authorization)) return null;
    const given = readBasic(authorization);
    if (!given) return refused('The Authorization header must read: Basic, and base64 of NAME:PASSWORD.');
    const { name, password } = given;
    const user = await queries.users.signingIn(name);
    const hash = user?.active ? user.password_hash : null;
    const known = user && hash !== null && passwords.knows(user.id, hash, password);
    const network = networkOf(address);
    const pair = `${network}\0${name.toLowerCase()}`;
    if (!known) {
      const wait = ofAccount.take(pair) || ofAddress.take(network);
      if (wait > 0) return tooMany(wait);
    }
    const isRight = user && hash !== null ? await passwords.isRight(user.id, hash, password) : false;
    if (!user || hash === null) await passwords.pretend(password);
    if (!user || !isRight) return refused('The user or the password is wrong.');
    if (!known) {
      ofAccount.giveBack(pair);
      ofAddress.giveBack(network);
    }
    return {
      id: user.id,
      username: user.username,
      email: user.email,
      staff: user.is_staff,
      superuser: user.is_superuser,
      tokenId: null,
    };
  };
}

const tooMany = (seconds: number): Refusal => ({
  status: 429,
  message: `There were too many wrong passwords; wait ${seconds} seconds.`,
  challenge: '',
  retryAfter: seconds,
});

function readBasic(authorization: string): { name: string; password: string } | null {
  const encoded = /^Basic +([\w+/-]+=*)$/i.exec(authorization)?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 1 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Whoever has an IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array(zeros).fill('0'), ...back].slice(0, 4).join(':');
}
