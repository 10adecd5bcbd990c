import { checkKeys } from '../check-keys.js';
import type { Config } from '../config.js';
import { loadKeyring } from '../crypto/key-file.js';
import type { Keyring } from '../crypto/keyring.js';
import type { Queries } from '../queries/queries.js';

/** The keys with which this database's secrets are encrypted. @throws KeyError when they are others */
export async function checkedKeyring(config: Config, queries: Queries): Promise<Keyring> {
  const keyring = loadKeyring({ keys: config.encryptionKeys, file: config.keyFile });
  await checkKeys(queries, keyring);
  return keyring;
}
