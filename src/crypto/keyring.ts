import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** What was sealed cannot be opened: the key is gone, or the text is not what was written for this place. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** A key of the gateway: 32 bytes. */
type Key = Buffer;

interface KnownKey {
  readonly id: string;
  readonly key: Key;
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what is secret at rest, with AES-256-GCM. The first key seals; each one opens what it has sealed, so that a key is
 * replaced by putting a new one in front of it.
 */
export class Keyring {
  readonly #keys: readonly KnownKey[];

  /** @param keys the newest first */
  constructor(keys: readonly Key[]) {
    if (keys.length === 0) throw new Error('a keyring needs a key');
    if (keys.some((key) => key.length !== 32)) throw new Error('a key has 32 bytes');
    this.#keys = keys.map((key) => ({ id: idOf(key), key }));
  }

  /**
   * @param place what the text is for, `adapter_configs/7` for example: it opens at the same place alone, so that nobody who can
   * write into the database can move a secret to where it is shown
   */
  seal(text: string | Uint8Array, place: string): string {
    const { id, key } = this.#keys[0] as KnownKey;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(Buffer.from(text as string)),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${VERSION}.${id}.${sealed.toString('base64url')}`;
  }

  /** @throws SealError */
  open(sealed: string, place: string): string {
    return this.openBytes(sealed, place).toString();
  }

  /** @throws SealError */
  openBytes(sealed: string, place: string): Buffer {
    const [version, id, text] = sealed.split('.');
    const known = this.#keys.find((candidate) => candidate.id === id);
    if (version !== VERSION || !text) throw new SealError('This is not a sealed text.');
    if (!known) throw new SealError(`The key ${id} with which this was sealed is not in the keyring.`);
    const bytes = Buffer.from(text, 'base64url');
    try {
      const cipher = createDecipheriv('aes-256-gcm', known.key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]);
    } catch {
      throw new SealError('The sealed text was changed, or belongs to another place.');
    }
  }

  /** 32 bytes for one purpose alone, out of the newest key: the same in every process that has it. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', (this.#keys[0] as KnownKey).key, '', purpose, 32));
  }

  /** Whether a text was sealed with the newest key, and so needs no new sealing. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.#keys[0]?.id;
  }
}

/** Tells keys apart without telling anything of them. */
const idOf = (key: Key): string => createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8);
