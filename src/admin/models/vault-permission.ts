import { model } from '../model.js';

/** Which integrations may use which vaults (domain.md 3.12). */
export const vaultPermission = model({
  name: 'gateway.VaultPermission',
  title: 'vault permission',
  plural: 'vault permissions',
  description:
    'That an integration may use a vault. Whoever may write the integration can read everything that it may.',
  table: 'vault_permissions',
  fields: {
    vault_id: {
      type: 'reference',
      to: 'gateway.Vault',
      help: 'The vault.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that may use it.',
      required: true,
      writable: 'at_creation',
    },
    read: { type: 'boolean', help: 'To read items and secrets.', default: false },
    write: { type: 'boolean', help: 'To insert, update and delete them.', default: false },
  },
  needs: { view: 'superuser', add: 'superuser', change: 'superuser', delete: 'superuser' },
  unique: ['vault_id', 'integration_id'],

  async create({ vault_id, integration_id, read, write }, { queries, refuse }) {
    const [vaultId, integrationId] = [Number(vault_id), Number(integration_id)];
    const there = await queries.vaults.rightsId(vaultId, integrationId);
    if (there !== null)
      refuse('invalid_value', `is permitted already, with the id ${there}; change that.`, 'integration_id');
    const id = await queries.vaults.setRights(vaultId, integrationId, { read: read === true, write: write === true });
    return id === null ? refuse('invalid_value', 'permit reading, writing, or both.', 'read') : { id };
  },

  async change({ vault_id, integration_id }, values, { queries, refuse }) {
    const left = await queries.vaults.setRights(Number(vault_id), Number(integration_id), values);
    if (left === null) refuse('invalid_value', 'nothing would be left of it; delete it instead.', 'read');
    return undefined;
  },

  async delete({ vault_id, integration_id }, { queries }) {
    await queries.vaults.setRights(Number(vault_id), Number(integration_id), { read: false, write: false });
    return null;
  },
});
