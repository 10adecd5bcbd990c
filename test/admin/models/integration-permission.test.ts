import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

describe('the admin models of rights on integrations', () => {
  let office: Office;
  let root: number;
  let holder: number;
  let bob: number;
  let loans: number;
  let secret: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    loans = await office.scene.create('Loans');
    secret = await office.scene.create('Secret');
    holder = await office.staff('holder', [], { [loans]: { read: true, execute: true } });
    bob = await office.staff('bob');
    await Promise.all([office.log(), office.permissionLog()]);
  });

  it('are handed on by staff who hold them, changed and taken away', async () => {
    const values = { user_id: bob, integration_id: loans, execute: true };
    const { id, instance } = await office.post(holder, 'IntegrationPermission', values);
    assert.deepEqual([instance.execute, instance.read, instance.granted_by_id], [true, false, holder]);
    const { changes } = await office.patch(holder, 'IntegrationPermission', id, { read: true, execute: false });
    assert.deepEqual(Object.keys(changes).sort(), ['execute', 'read']);
    await refused(office.post(holder, 'IntegrationPermission', values), 'invalid_value', new RegExp(`the id ${id}`));
    await refused(office.patch(holder, 'IntegrationPermission', id, { read: false }), 'invalid_value', /delete it/);
    await refused(
      office.patch(holder, 'IntegrationPermission', id, { user_id: root }),
      'invalid_value',
      /cannot be changed/,
    );
    await office.remove(holder, 'IntegrationPermission', id);
    assert.deepEqual(await office.permissionLog(), [
      'holder: grant bob execute on Loans',
      'holder: grant bob read on Loans',
      'holder: revoke bob execute on Loans',
      'holder: revoke bob read on Loans',
    ]);
    assert.deepEqual(await office.log(), [
      `holder: add IntegrationPermission integration permission ${id}`,
      `holder: change IntegrationPermission integration permission ${id}`,
      `holder: delete IntegrationPermission integration permission ${id}`,
    ]);
  });

  it('are not granted by those who do not hold them, nor to oneself or to a group of one’s own', async () => {
    const group = await office.scene.group('mine', [holder]);
    const other = await office.scene.group('others', []);
    const on = { integration_id: loans };
    const cases: [string, object, RegExp][] = [
      ['IntegrationPermission', { user_id: bob, ...on, write: true }, /do not hold write/],
      ['IntegrationPermission', { user_id: holder, ...on, execute: true }, /the id/],
      ['GroupIntegrationPermission', { group_id: group, ...on, execute: true }, /to themselves/],
      ['GroupIntegrationPermission', { group_id: other, ...on, debug: true }, /do not hold debug/],
      ['IntegrationPermission', { user_id: bob, integration_id: secret, read: true }, /no integration/],
      ['IntegrationPermission', { user_id: bob, ...on }, /one right at least/],
    ];
    for (const [model, values, message] of cases) {
      const code = /hold|themselves/.test(message.source) ? 'forbidden' : 'invalid_value';
      await refused(office.post(holder, model, { ...values }), code, message);
    }
    const [own] = await office.list(holder, 'IntegrationPermission', { user_id: holder });
    await refused(office.patch(holder, 'IntegrationPermission', Number(own?.id), { write: true }), 'forbidden');
    const { id } = await office.post(root, 'IntegrationPermission', { user_id: bob, ...on, write: true, read: true });
    await refused(office.remove(holder, 'IntegrationPermission', id), 'forbidden', /do not hold write/);
    await refused(office.patch(holder, 'IntegrationPermission', id, { write: false }), 'forbidden');
    const granted = await office.post(holder, 'GroupIntegrationPermission', { group_id: other, ...on, read: true });
    assert.equal(granted.instance.granted_by_id, holder);
    assert.equal((await office.list(bob, 'GroupIntegrationPermission')).length, 1);
  });
});
