import assert from 'node:assert/strict';
import { vaultSecretPlace } from '../../../src/crypto/sealed-places.js';
import { AT, type Office, refused, useOffice } from './office.js';

const SECRET = 'hunter2 hunter2';

describe('the admin models of vaults', () => {
  let office: Office;
  let root: number;
  let vault: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    vault = (await office.post(root, 'Vault', { name: 'customers' })).id;
    await office.log();
  });

  it('make, rename and delete a vault', async () => {
    const { id, instance } = await office.post(root, 'Vault', { name: 'other', lock_timeout_seconds: 5 });
    assert.deepEqual([instance.name, instance.lock_timeout_seconds, instance.locked_until], ['other', 5, null]);
    await office.patch(root, 'Vault', id, { name: 'renamed', lock_timeout_seconds: 7 });
    await refused(office.patch(root, 'Vault', id, { name: 'customers' }), 'invalid_value', /same name/);
    await refused(office.patch(root, 'Vault', id, { name: 'a/b' }), 'invalid_value', /cannot be a vault's name/);
    await refused(office.post(root, 'Vault', { name: 'x', lock_timeout_seconds: 0 }), 'invalid_value', /from 1 to/);
    assert.equal((await office.remove(root, 'Vault', id)).gone, null);
  });

  it('show items, and keep secrets: not in an answer, not in a log, not readable in the table', async () => {
    const item = await office.post(root, 'VaultItem', { vault_id: vault, key: 'a', value: { b: [1] } });
    assert.deepEqual(item.instance.value, { b: [1] });
    await office.patch(root, 'VaultItem', item.id, { value: null });
    await refused(
      office.post(root, 'VaultItem', { vault_id: vault, key: 'a', value: 1 }),
      'invalid_value',
      /there already/,
    );
    const secret = await office.post(root, 'VaultSecret', { vault_id: vault, key: 's', value: SECRET });
    const changed = await office.patch(root, 'VaultSecret', secret.id, { value: `${SECRET}!` });
    assert.deepEqual(changed.changes.value, { old: '__ENCRYPTED__', new: '__ENCRYPTED__' });
    const kept = await office.patch(root, 'VaultSecret', secret.id, { value: '__ENCRYPTED__' });
    assert.deepEqual(kept.changes, {});
    const { sealed_value } = await office.scene.db('vault_secrets').where({ id: secret.id }).first();
    assert.equal(office.keyring.open(sealed_value, vaultSecretPlace({ vault_id: vault, key: 's' })), `"${SECRET}!"`);
    assert.equal((await office.everything('vault_secrets')).includes(SECRET), false);
    assert.equal(JSON.stringify(await office.list(root, 'VaultSecret')).includes(SECRET), false);
    await refused(office.patch(root, 'VaultSecret', secret.id, { key: 'other' }), 'invalid_value', /cannot be changed/);
    await office.remove(root, 'VaultSecret', secret.id);
    await office.remove(root, 'VaultItem', item.id);
    assert.deepEqual(await office.scene.queries.vaults.items.keys(vault), []);
  });

  it('change nothing while a run has the vault', async () => {
    const { vaults } = office.scene.queries;
    await vaults.acquire(vault, 'process/run', AT, 60);
    const values = { vault_id: vault, key: 'b', value: 1 };
    await refused(office.post(root, 'VaultItem', values), 'invalid_value', /A run has the vault/);
    await vaults.release(vault, 'process/run');
    const { id } = await office.post(root, 'VaultItem', values);
    assert.equal((await office.scene.db('vaults').where({ id: vault }).first()).locked_by, null);
    await office.remove(root, 'VaultItem', id);
  });

  it('permit integrations to use them', async () => {
    const loans = await office.scene.create('Loans');
    const pair = { vault_id: vault, integration_id: loans };
    await refused(office.post(root, 'VaultPermission', pair), 'invalid_value', /permit/);
    const { id } = await office.post(root, 'VaultPermission', { ...pair, read: true });
    await refused(
      office.post(root, 'VaultPermission', { ...pair, write: true }),
      'invalid_value',
      new RegExp(`id ${id}`),
    );
    await office.patch(root, 'VaultPermission', id, { write: true });
    await refused(
      office.patch(root, 'VaultPermission', id, { read: false, write: false }),
      'invalid_value',
      /delete it/,
    );
    const permitted = await office.scene.queries.vaults.permitted('customers', loans);
    assert.deepEqual([permitted?.read, permitted?.write], [true, true]);
    await office.remove(root, 'VaultPermission', id);
    assert.equal(await office.scene.queries.vaults.permitted('customers', loans), undefined);
  });

  it('are for superusers alone, whatever else somebody holds', async () => {
    const loans = await office.scene.create('Others');
    const writer = await office.staff('writer', ['adapter_configs'], { [loans]: { read: true, write: true } });
    for (const model of ['Vault', 'VaultItem', 'VaultSecret', 'VaultPermission']) {
      await refused(office.list(writer, model), 'unknown_model');
      await refused(office.post(writer, model, {}), 'unknown_model');
    }
  });
});
