import { model } from '../model.js';
import { vaultEntry } from '../vault-entry.js';

/** What people may read of a vault (domain.md 3.12). */
export const vaultItem = model({
  name: 'gateway.VaultItem',
  title: 'vault item',
  plural: 'vault items',
  description: 'A value in a vault that can be read. It can be changed while no run has the vault.',
  table: 'vault_items',
  ...vaultEntry({
    of: ({ queries }) => queries.vaults.items,
    text: (json) => json,
    value: { type: 'json', help: 'The value, any JSON.', required: true, nullable: true, maxBytes: 900_000 },
  }),
});
