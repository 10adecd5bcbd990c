import type { Adapter, AdapterPayload } from 'oidc-provider';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import { hashSecret } from '../auth/secret.js';
import type { Keyring } from '../crypto/keyring.js';
import { artifactPlace } from '../crypto/sealed-places.js';
import type { Queries } from '../queries/queries.js';

/**
 * How long a refresh token is good after its first use, for a client that shows its secret with it. Clients that make several calls
 * when their token has expired refresh it several times at once (mcp-remote 0.1.29 does), and their users would have to sign in
 * again. Whoever has a secret to show need not be given new refresh tokens at all (RFC 9700 4.14.2); of others a second use is
 * the end.
 */
export const REFRESH_OVERLAP_MS = 10_000;

interface ArtifactStoreOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly now: () => Date;
}

/**
 * Keeps one kind of what the authorization server gives out or remembers. Ids are what clients and browsers hold (tokens, codes,
 * cookies): the database knows their digests alone, and everything else sealed.
 */
export class ArtifactStore implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly options: ArtifactStoreOptions,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { queries, keyring, now } = this.options;
    const at = now();
    const id_hash = hashSecret(id);
    const { jti, ...rest } = payload;
    // A session is found by another name as well, and then its id is wanted.
    const kept = this.kind === 'Session' ? payload : rest;
    await queries.oauthArtifacts.save(
      {
        kind: this.kind,
        id_hash,
        sealed_payload: keyring.seal(JSON.stringify(kept), artifactPlace({ kind: this.kind, id_hash })),
        grant_hash: payload.grantId ? hashSecret(payload.grantId) : null,
        uid_hash: payload.uid ? hashSecret(payload.uid) : null,
        user_id: await this.#userOf(payload),
        client_id: payload.clientId ?? null,
        scope: payload.scope ?? null,
        audience: typeof payload.aud === 'string' ? payload.aud : null,
        expires_at: expiresIn ? new Date(at.getTime() + expiresIn * 1000) : null,
      },
      at,
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const payload = await this.#opened(this.options.queries.oauthArtifacts.find(this.kind, hashSecret(id)));
    return payload && { ...payload, jti: id };
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#opened(this.options.queries.oauthArtifacts.findByUid(this.kind, hashSecret(uid)));
  }

  /** Of the device flow, which is not offered. */
  findByUserCode(): Promise<undefined> {
    throw new Error('there are no user codes');
  }

  /**
   * Of two who use a code or a refresh token at the same time, one has stolen it: whoever is slower ends what both got. Except for
   * REFRESH_OVERLAP_MS.
   * @throws InvalidGrant when somebody else was faster
   */
  async consume(id: string): Promise<void> {
    const { queries, now } = this.options;
    if (await queries.oauthArtifacts.consume(this.kind, hashSecret(id), now())) return;
    const used = await this.find(id);
    if (used && !used.consumed) return;
    if (used?.grantId) await queries.oauthArtifacts.endGrant(hashSecret(used.grantId));
    throw new InvalidGrant('it was used already');
  }

  destroy(id: string): Promise<void> {
    return this.options.queries.oauthArtifacts.delete(this.kind, hashSecret(id));
  }

  revokeByGrantId(grantId: string): Promise<void> {
    return this.options.queries.oauthArtifacts.deleteOfGrant(this.kind, hashSecret(grantId));
  }

  async #opened(found: ReturnType<Queries['oauthArtifacts']['find']>): Promise<AdapterPayload | undefined> {
    const stored = await found;
    if (!stored) return undefined;
    const place = artifactPlace({ kind: this.kind, id_hash: stored.id_hash });
    const payload: AdapterPayload = JSON.parse(this.options.keyring.open(stored.sealed_payload, place));
    if (!stored.consumed_at || (await this.#isOverlapping(payload, new Date(stored.consumed_at)))) return payload;
    return { ...payload, consumed: Math.floor(new Date(stored.consumed_at).getTime() / 1000) };
  }

  async #isOverlapping({ clientId }: AdapterPayload, firstUse: Date): Promise<boolean> {
    const { queries, now } = this.options;
    if (this.kind !== 'RefreshToken' || !clientId) return false;
    if (now().getTime() - firstUse.getTime() > REFRESH_OVERLAP_MS) return false;
    const application = await queries.oauthApplications.byClientId(clientId);
    return application ? application.secret_hash !== null : false;
  }

  /** The person it was given out for, or the service account of an application that acts by itself. */
  async #userOf({ accountId, clientId }: AdapterPayload): Promise<number | null> {
    if (accountId) return Number(accountId);
    if (this.kind !== 'ClientCredentials' || !clientId) return null;
    const application = await this.options.queries.oauthApplications.byClientId(clientId);
    return application?.service_account_id ?? null;
  }
}
