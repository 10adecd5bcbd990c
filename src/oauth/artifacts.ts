import type { Adapter, AdapterPayload } from 'oidc-provider';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import { hashSecret } from '../auth/secret.js';
import type { Keyring } from '../crypto/keyring.js';
import { artifactPlace } from '../crypto/sealed-places.js';
import type { Queries } from '../queries/queries.js';

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

  /** @throws InvalidGrant when somebody else was faster */
  async consume(id: string): Promise<void> {
    const { queries, now } = this.options;
    if (await queries.oauthArtifacts.consume(this.kind, hashSecret(id), now())) return;
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
    const consumed = stored.consumed_at && Math.floor(new Date(stored.consumed_at).getTime() / 1000);
    return consumed ? { ...payload, consumed } : payload;
  }

  /** The person it was given out for, or the service account of an application that acts by itself. */
  async #userOf({ accountId, clientId }: AdapterPayload): Promise<number | null> {
    if (accountId) return Number(accountId);
    if (this.kind !== 'ClientCredentials' || !clientId) return null;
    const application = await this.options.queries.oauthApplications.byClientId(clientId);
    return application?.service_account_id ?? null;
  }
}
