import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

const SECRET = 'hunter2 hunter2';

describe('the admin models of adapter configurations', () => {
  let office: Office;
  let staff: number;
  let loans: number;
  let hidden: number;
  useOffice(async (opened) => {
    office = opened;
    loans = await office.scene.create('Loans');
    hidden = await office.scene.create('Hidden');
    staff = await office.staff('staff', ['adapter_configs'], { [loans]: { read: true, write: true } });
    await office.log();
  });
  const settings = { host: 'core.example', port: 443, tls: true, username: 'ann', password: SECRET };
  const make = (name: string, more: object = {}) =>
    office.post(staff, 'AdapterConfig', { system: 'HTTP', name, settings: { ...settings, ...more } });

  it('seal what is secret, and say that it is there', async () => {
    const { id, instance } = await make('core');
    const shown = instance.settings as Record<string, unknown>;
    assert.deepEqual([shown.host, shown.password], ['core.example', '__ENCRYPTED__']);
    const open = await make('open', { password: null, username: null });
    assert.equal('password' in (open.instance.settings as object), false);
    const changed = await office.patch(staff, 'AdapterConfig', id, { settings: { password: `${SECRET}!` } });
    assert.deepEqual(Object.keys(changed.changes), ['settings']);
    await office.patch(staff, 'AdapterConfig', id, { settings: { ...shown, username: 'bob' }, active: false });
    assert.equal((await office.everything('adapter_configs')).includes(SECRET), false);
    assert.equal(JSON.stringify(await office.list(staff, 'AdapterConfig')).includes(SECRET), false);
    const config = await office.scene.queries.adapterConfigs.byId(id);
    assert.deepEqual([config?.settings.username, config?.active], ['bob', false]);
    assert.deepEqual(await office.log(), [
      'staff: add AdapterConfig HTTP/core',
      'staff: add AdapterConfig HTTP/open',
      'staff: change AdapterConfig HTTP/core',
      'staff: change AdapterConfig HTTP/core',
    ]);
  });

  it('keep secrets with the machine that they were given for', async () => {
    const { id } = await make('stays');
    const elsewhere = { host: 'evil.example' };
    await refused(
      office.patch(staff, 'AdapterConfig', id, { settings: elsewhere }),
      'invalid_value',
      /password was given/,
    );
    await refused(
      office.patch(staff, 'AdapterConfig', id, { settings: { ...elsewhere, password: '__ENCRYPTED__' } }),
      'invalid_value',
      /password was given/,
    );
    await office.patch(staff, 'AdapterConfig', id, { settings: { ...elsewhere, password: 'another one' } });
    const cleared = await office.patch(staff, 'AdapterConfig', id, { settings: { host: 'x.example', password: null } });
    assert.equal('password' in (cleared.instance.settings as object), false);
  });

  it('keep the secrets of custom adapters with all that they were given with, but for those who write the code', async () => {
    const author = await office.staff('author', ['adapter_configs', 'custom_adapters']);
    await office.post(author, 'CustomAdapter', {
      name: 'acct lookup',
      code: 'class CustomAdapter extends BaseAdapter { execute(request) { return new AdapterResponse(); } }',
      config_schema: { base_url: 'string', api_key: 'encrypted_string' },
    });
    const settings = { base_url: 'https://core.example', api_key: SECRET };
    const { id } = await office.post(staff, 'AdapterConfig', { system: 'ACCT_LOOKUP', name: 'main', settings });
    const save = (by: number, given: object) => office.patch(by, 'AdapterConfig', id, { settings: given });
    const elsewhere = { base_url: 'https://evil.example' };
    await refused(save(staff, elsewhere), 'invalid_value', /api_key was given with other values/);
    const masked = { ...elsewhere, api_key: '__ENCRYPTED__' };
    await refused(save(staff, masked), 'invalid_value', /api_key was given with other values/);
    await office.patch(staff, 'AdapterConfig', id, { active: false });
    const again = await save(staff, { ...elsewhere, api_key: `${SECRET}!` });
    assert.deepEqual(again.instance.settings, { ...elsewhere, api_key: '__ENCRYPTED__' });
    const moved = await save(author, { base_url: 'https://core.example' });
    assert.deepEqual(moved.instance.settings, { base_url: 'https://core.example', api_key: '__ENCRYPTED__' });
    await office.log();
  });

  const wrong: [string, { given: object; want: RegExp }][] = [
    ['a system that there is not', { given: { system: 'FTP' }, want: /no system FTP/ }],
    ['a setting that there is not', { given: { settings: { ...settings, fly: 1 } }, want: /no such setting/ }],
    ['a setting of another type', { given: { settings: { ...settings, port: 'x' } }, want: /whole number/ }],
    [
      'a mask without a secret',
      { given: { settings: { ...settings, password: '__ENCRYPTED__' } }, want: /no secret yet/ },
    ],
    ['a name that cannot be seen', { given: { name: 'a\u0007' }, want: /name of 1 to 100/ }],
  ];
  for (const [name, { given, want }] of wrong) {
    it(`refuse ${name}`, async () => {
      const values = { system: 'HTTP', name: 'wrong', settings, ...given };
      await refused(office.post(staff, 'AdapterConfig', values), 'invalid_value', want);
    });
  }

  it('are bound by those who may write the integration', async () => {
    const [one, two] = [(await make('one')).id, (await make('two')).id];
    const binding = { integration_id: loans, adapter_config_id: one };
    const { id } = await office.post(staff, 'AdapterConfigBinding', binding);
    await refused(office.post(staff, 'AdapterConfigBinding', binding), 'invalid_value', /bound to it already/);
    await refused(
      office.post(staff, 'AdapterConfigBinding', { ...binding, adapter_config_id: two }),
      'invalid_value',
      /More than one active/,
    );
    await office.post(staff, 'AdapterConfigBinding', { ...binding, adapter_config_id: two, user_id: staff });
    await refused(
      office.post(staff, 'AdapterConfigBinding', { ...binding, integration_id: hidden }),
      'invalid_value',
      /no integration/,
    );
    const reader = await office.staff('reader', ['adapter_configs'], { [loans]: { read: true } });
    await refused(office.post(reader, 'AdapterConfigBinding', { ...binding, user_id: reader }), 'forbidden');
    await refused(office.remove(reader, 'AdapterConfigBinding', id), 'forbidden');
    const plain = await office.staff('plain', [], { [loans]: { read: true, write: true } });
    await refused(office.remove(plain, 'AdapterConfigBinding', id), 'unknown_model');
    await office.post(office.root, 'AdapterConfigBinding', { ...binding, integration_id: hidden });
    assert.equal((await office.list(reader, 'AdapterConfigBinding')).length, 2);
    assert.equal((await office.remove(staff, 'AdapterConfig', one)).gone, '2 bindings');
  });

  it('do not become two that are active for the same people', async () => {
    const one = await office.post(staff, 'AdapterConfig', { system: 'HTTP', name: 'off', settings, active: false });
    const two = await make('on');
    for (const { id } of [one, two]) {
      await office.post(staff, 'AdapterConfigBinding', { integration_id: loans, adapter_config_id: id });
    }
    await refused(
      office.patch(staff, 'AdapterConfig', one.id, { active: true }),
      'invalid_value',
      /on of the same system/,
    );
  });
});
