import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

const SECRET = 'hunter2 hunter2';
const CODE = 'class CustomAdapter extends BaseAdapter { execute(request) { return new AdapterResponse(); } }';

describe('the admin models of custom adapters and shared modules', () => {
  let office: Office;
  let staff: number;
  let loans: number;
  let hidden: number;
  useOffice(async (opened) => {
    office = opened;
    loans = await office.scene.create('Loans');
    hidden = await office.scene.create('Hidden');
    staff = await office.staff('staff', ['custom_adapters', 'shared_modules'], {
      [loans]: { read: true, write: true },
    });
    await office.log();
  });

  const schema = { base_url: 'string', api_key: 'encrypted_string' };
  const config = { base_url: 'https://core.example', api_key: SECRET };

  it('make and change an adapter, and its configurations with it', async () => {
    const values = { name: 'acct lookup', code: CODE, config_schema: schema };
    const adapter = await office.post(staff, 'CustomAdapter', values);
    assert.deepEqual([adapter.instance.system, adapter.instance.description], ['ACCT_LOOKUP', null]);
    const made = await office.post(staff, 'CustomAdapterConfig', {
      custom_adapter_id: adapter.id,
      name: 'main',
      config_values: config,
    });
    assert.deepEqual(made.instance.config_values, { base_url: 'https://core.example', api_key: '__ENCRYPTED__' });
    const changed = await office.patch(staff, 'CustomAdapterConfig', made.id, {
      name: 'renamed',
      config_values: { api_key: `${SECRET}!` },
    });
    assert.deepEqual(Object.keys(changed.changes), ['name', 'config_values']);
    const kept = await office.patch(staff, 'CustomAdapterConfig', made.id, {
      config_values: { base_url: 'https://other.example', api_key: '__ENCRYPTED__' },
    });
    assert.deepEqual(kept.instance.config_values, { base_url: 'https://other.example', api_key: '__ENCRYPTED__' });
    await office.patch(staff, 'CustomAdapter', adapter.id, { config_schema: { api_key: 'encrypted_string' } });
    const [left] = await office.list(staff, 'CustomAdapterConfig', { custom_adapter__name: 'acct lookup' });
    assert.deepEqual(left?.config_values, { api_key: '__ENCRYPTED__' });
    assert.equal((await office.everything('adapter_configs', 'custom_adapters')).includes(SECRET), false);
    assert.equal((await office.remove(staff, 'CustomAdapter', adapter.id)).gone, '1 configuration');
  });

  it('refuse what cannot be one', async () => {
    const { id } = await office.post(staff, 'CustomAdapter', { name: 'one', code: CODE, config_schema: schema });
    const post = (values: object) => office.post(staff, 'CustomAdapter', { name: 'two', code: CODE, ...values });
    await refused(post({ name: 'ONE' }), 'invalid_value', /already/);
    await refused(post({ name: 'http' }), 'invalid_value', /gateway's own/);
    await refused(post({ code: 'let x' }), 'invalid_value', /CustomAdapter/);
    await refused(post({ config_schema: { a: 'fly' } }), 'invalid_value', /config_schema/);
    const configured = (config_values: object) =>
      office.post(staff, 'CustomAdapterConfig', { custom_adapter_id: id, name: 'x', config_values });
    await refused(configured({ ...config, other: 1 }), 'invalid_value', /other/);
    await refused(configured({ base_url: 'x' }), 'invalid_value', /api_key/);
    await refused(configured({ base_url: 'x', api_key: '__ENCRYPTED__' }), 'invalid_value', /none yet/);
  });

  it('show custom adapter configurations to those who may use adapter configurations, who bind them', async () => {
    const { id } = await office.post(staff, 'CustomAdapter', { name: 'shown', code: CODE, config_schema: schema });
    const values = { custom_adapter_id: id, name: 'main', config_values: config };
    const made = await office.post(staff, 'CustomAdapterConfig', values);
    const binder = await office.staff('binder', ['adapter_configs'], { [loans]: { read: true, write: true } });
    await refused(office.list(binder, 'CustomAdapterConfig'), 'unknown_model');
    const [shown] = await office.list(binder, 'AdapterConfig', { system: 'SHOWN' });
    assert.deepEqual(shown?.settings, { base_url: 'https://core.example', api_key: '__ENCRYPTED__' });
    await office.post(binder, 'AdapterConfigBinding', { integration_id: loans, adapter_config_id: made.id });
    assert.equal((await office.remove(staff, 'CustomAdapterConfig', made.id)).gone, '1 binding');
  });

  it('make, bind, change and delete a shared module', async () => {
    const code = 'export const twice = (n) => 2 * n;';
    const { id, instance } = await office.post(staff, 'SharedModule', { name: 'numbers', code });
    assert.deepEqual([instance.code, instance.integrations], [code, []]);
    const binding = { shared_module_id: id, integration_id: loans };
    const bound = await office.post(staff, 'SharedModuleBinding', binding);
    await refused(office.post(staff, 'SharedModuleBinding', binding), 'invalid_value', /already/);
    await office.post(office.root, 'SharedModuleBinding', { ...binding, integration_id: hidden });
    const [seen] = await office.list(staff, 'SharedModule');
    assert.deepEqual(seen?.integrations, [loans]);
    const elsewhere = { ...binding, integration_id: hidden };
    await refused(office.post(staff, 'SharedModuleBinding', elsewhere), 'invalid_value', /no integration/);
    const plain = await office.staff('plain', ['shared_modules'], { [loans]: { read: true } });
    await refused(office.remove(plain, 'SharedModuleBinding', bound.id), 'forbidden');
    await refused(office.patch(staff, 'SharedModule', id, { code: 'export const' }), 'invalid_value', /line 1/);
    await refused(office.patch(staff, 'SharedModule', id, { name: '1st' }), 'invalid_value', /cannot be/);
    await office.patch(staff, 'SharedModule', id, { description: 'Counts.' });
    await office.remove(staff, 'SharedModuleBinding', bound.id);
    assert.equal((await office.remove(staff, 'SharedModule', id)).gone, '1 binding');
  });
});
