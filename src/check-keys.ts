import { KeyError } from './crypto/key-file.js';
import { type Keyring, SealError } from './crypto/keyring.js';
import { KEY_CHECK_PLACE } from './crypto/sealed-places.js';
import type { Queries } from './queries/queries.js';

/**
 * Makes sure that this process has the keys with which others have sealed what is in the database: the first one lays down a
 * text that all others must be able to open. Without it, a node with a key file of its own would write what no other one can read.
 * @throws KeyError
 */
export async function checkKeys({ keyCheck }: Pick<Queries, 'keyCheck'>, keyring: Keyring): Promise<void> {
  const sealed = await keyCheck.textOr(keyring.seal('The keys fit.', KEY_CHECK_PLACE));
  try {
    keyring.open(sealed, KEY_CHECK_PLACE);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new KeyError(
      'this process does not have the key with which the secrets in the database are encrypted. Give every node, and the ' +
        'command line, the same keys: the same GATEWAY_ENCRYPTION_KEYS, or the same key file (GATEWAY_KEY_FILE). ' +
        error.message,
    );
  }
}
