import { vaultSecretPlace } from '../../crypto/sealed-places.js';
import { model } from '../model.js';
import { vaultEntry } from '../vault-entry.js';

/** What people may write into a vault, and nobody reads but formulas (domain.md 3.12). */
export const vaultSecret = model({
  name: 'gateway.VaultSecret',
  title: 'vault secret',
  plural: 'vault secrets',
  description:
    'A text in a vault that is encrypted, and shown to formulas alone. It can be changed while no run has the vault.',
  table: 'vault_secrets',
  ...vaultEntry({
    of: ({ queries }) => queries.vaults.secrets,
    text: (json, place, { services }) => services.keyring.seal(json, vaultSecretPlace(place)),
    value: {
      type: 'encrypted',
      column: 'sealed_value',
      help: 'The secret, a text.',
      required: true,
      maxLength: 100_000,
    },
  }),
});
