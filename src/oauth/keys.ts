import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import type { Keyring } from '../crypto/keyring.js';
import { oauthKeyPlace } from '../crypto/sealed-places.js';
import type { OAuthKeyUse } from '../queries/oauth-keys.js';
import type { Queries } from '../queries/queries.js';

/** For how long what was signed with a retired key can still be checked. */
const RETIRED_FOR_MS = 7 * 24 * 3_600_000;

export interface OAuthKeys {
  /** For tokens of identity, the current one first. */
  readonly signing: JWK[];
  /** For the authorization server's cookies, the current one first. */
  readonly cookies: string[];
}

interface KeyOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly now: () => Date;
}

const make: Readonly<Record<OAuthKeyUse, () => string>> = {
  signing: () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' });
  },
  cookies: () => randomBytes(32).toString('base64url'),
};

/** The authorization server's keys, made at the first start. */
export async function loadOAuthKeys(options: KeyOptions): Promise<OAuthKeys> {
  const signing = await load('signing', options);
  return { signing: signing.map((key) => JSON.parse(key)), cookies: await load('cookies', options) };
}

/** Makes new keys. The ones before are good for checking what they have signed, for a week. */
export async function rotateOAuthKeys({ queries, keyring, now }: KeyOptions): Promise<void> {
  await queries.atomically(async ({ oauthKeys }) => {
    for (const use of ['signing', 'cookies'] as const) {
      await oauthKeys.retire(use, now());
      await oauthKeys.create(use, keyring.seal(make[use](), oauthKeyPlace({ use })), now());
    }
  });
}

/** Deletes the keys with which nothing can be checked any more. */
export async function forgetRetiredKeys({ queries, now }: Pick<KeyOptions, 'queries' | 'now'>): Promise<void> {
  for (const use of ['signing', 'cookies'] as const)
    await queries.oauthKeys.delete(use, new Date(now().getTime() - RETIRED_FOR_MS));
}

async function load(use: OAuthKeyUse, { queries, keyring, now }: KeyOptions): Promise<string[]> {
  const place = oauthKeyPlace({ use });
  const isThere = async ({ oauthKeys }: Queries) =>
    (await oauthKeys.list(use)).some(({ retired_at }) => retired_at === null);
  if (!(await isThere(queries))) {
    await queries.inTurn(async (inside) => {
      if (await isThere(inside)) return;
      await inside.oauthKeys.create(use, keyring.seal(make[use](), place), now());
    });
  }
  const since = new Date(now().getTime() - RETIRED_FOR_MS);
  return (await queries.oauthKeys.list(use))
    .filter(({ retired_at }) => retired_at === null || new Date(retired_at) >= since)
    .map(({ sealed_key }) => keyring.open(sealed_key, place));
}
