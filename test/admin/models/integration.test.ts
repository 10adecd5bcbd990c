import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

describe('the admin models of integrations and what belongs to them', () => {
  let office: Office;
  let root: number;
  let reader: number;
  let writer: number;
  let loans: number;
  let hidden: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    loans = await office.scene.create('Loans', {
      integration: { tags: ['core'], comments: [{ subject: 'Why?', content: 'Nobody knows.' }] },
    });
    hidden = await office.scene.create('Hidden', {
      integration: { tags: ['core', 'secret'], comments: [{ subject: 'Hush' }] },
    });
    reader = await office.staff('reader', [], { [loans]: { read: true } });
    writer = await office.staff('writer', [], { [loans]: { read: true, write: true } });
    await office.log();
  });
  const savedAt = async (id: number) => (await office.scene.queries.integrations.state(id))?.last_saved;

  it('show those alone that one may read', async () => {
    for (const model of ['Integration', 'IntegrationConfig', 'Comment']) {
      assert.equal((await office.list(reader, model)).length, 1, model);
      assert.equal((await office.list(root, model)).length, 2, model);
    }
    const [shown] = await office.list(reader, 'Integration');
    assert.deepEqual(Object.keys(shown ?? {}), [
      'id',
      'path_name',
      'description',
      'active',
      'http_api',
      'run_async',
      'last_saved',
    ]);
  });

  it('let staff who may see no integration yet add one', async () => {
    const newcomer = await office.staff('newcomer');
    const described = (await office.admin.describe(newcomer)).find(({ model }) => model === 'gateway.Integration');
    assert.deepEqual(described?.permissions, { view: false, add: true, change: false, delete: false });
    assert.deepEqual(await office.list(newcomer, 'Integration'), []);
    const { id } = await office.post(newcomer, 'Integration', { path_name: 'First' });
    assert.equal((await office.list(newcomer, 'Integration')).length, 1);
    await office.remove(newcomer, 'Integration', id);
    await office.log();
  });

  it('make, change and delete an integration as write_integration does', async () => {
    const { id } = await office.post(reader, 'Integration', { path_name: 'New one', description: 'Does it' });
    assert.deepEqual(await office.scene.queries.permissions.on(reader, id), [
      { read: true, write: true, execute: true, debug: true },
    ]);
    assert.equal((await office.list(reader, 'IntegrationConfig', { integration_id: id })).length, 1);
    const saved = await savedAt(id);
    await office.patch(reader, 'Integration', id, { active: false, description: null });
    assert.notEqual(await savedAt(id), saved);
    await refused(office.patch(reader, 'Integration', id, { path_name: 'Loans' }), 'invalid_value');
    await refused(office.patch(reader, 'Integration', id, { path_name: '77' }), 'invalid_value');
    await refused(office.post(reader, 'Integration', { path_name: 'Hidden' }), 'invalid_value');
    await office.remove(reader, 'Integration', id);
    assert.deepEqual(await office.log(), [
      'reader: add Integration New one',
      'reader: change Integration New one',
      'reader: delete Integration New one',
    ]);
    assert((await office.permissionLog()).includes('reader: revoke reader read, write, execute, debug on New one'));
  });

  it('are changed by those who may write them, and by nobody else', async () => {
    for (const [by, code] of [
      [reader, 'forbidden'],
      [await office.staff('stranger', [], { [hidden]: { read: true } }), 'not_found'],
    ] as const) {
      await refused(
        office.patch(by, 'Integration', loans, { active: false }),
        code === 'not_found' ? 'forbidden' : code,
      );
      await refused(office.remove(by, 'Integration', loans), 'forbidden');
    }
    await refused(office.patch(writer, 'Integration', hidden, { active: false }), 'not_found');
    const [config] = await office.list(root, 'IntegrationConfig', { integration_id: hidden });
    await refused(office.patch(writer, 'IntegrationConfig', Number(config?.id), { max_retries: 1 }), 'not_found');
    await office.patch(writer, 'Integration', loans, { http_api: true });
    await refused(office.patch(writer, 'Integration', loans, { before_hook: 'keep({})' }), 'invalid_value', /no field/);
  });

  it('give an integration its tool, change it and take it away', async () => {
    const told = office.told;
    const tool = { name: 'book_loan', description: 'Books a loan.', input_schema: { type: 'object' } };
    const { id, instance } = await office.post(writer, 'McpTool', { integration_id: loans, ...tool });
    assert.deepEqual([instance.input_schema, instance.active], [{ type: 'object' }, true]);
    await refused(
      office.post(writer, 'McpTool', { integration_id: loans, ...tool }),
      'invalid_value',
      /a tool already/,
    );
    await refused(
      office.patch(writer, 'McpTool', id, { name: 'Django_Admin' }),
      'invalid_value',
      /tool of the gateway/,
    );
    await refused(office.patch(writer, 'McpTool', id, { input_schema: { type: 'fly' } }), 'invalid_value');
    await refused(office.post(reader, 'McpTool', { integration_id: loans, ...tool }), 'forbidden');
    await refused(
      office.post(writer, 'McpTool', { integration_id: hidden, ...tool, name: 'x' }),
      'invalid_value',
      /no integration/,
    );
    await refused(
      office.post(root, 'McpTool', { integration_id: hidden, ...tool }),
      'invalid_value',
      /another integration/,
    );
    await office.patch(writer, 'McpTool', id, { active: false });
    await office.remove(writer, 'McpTool', id);
    assert.equal(await office.scene.queries.mcpTools.of(loans), null);
    assert.equal(office.told, told + 3);
  });

  it('give it further addresses, which only superusers do', async () => {
    const values = { method: 'GET', prefix: 'rest', path: 'loans/{id}', integration_id: loans };
    await refused(office.post(writer, 'WebServiceEndpoint', values), 'forbidden', /superuser/);
    const { id, instance } = await office.post(root, 'WebServiceEndpoint', values);
    assert.deepEqual([instance.response_content_type, instance.description], ['application/json', null]);
    await refused(
      office.post(root, 'WebServiceEndpoint', { ...values, path: 'loans/{key}' }),
      'invalid_value',
      /already/,
    );
    await refused(office.patch(root, 'WebServiceEndpoint', id, { path: '/loans' }), 'invalid_value', /slash/);
    await refused(office.patch(root, 'WebServiceEndpoint', id, { method: 'TRACE' }), 'invalid_value', /one of/);
    await office.patch(root, 'WebServiceEndpoint', id, { path: 'loans/{key}/state', method: 'POST' });
    assert.equal((await office.list(reader, 'WebServiceEndpoint')).length, 1);
    await refused(office.remove(writer, 'WebServiceEndpoint', id), 'forbidden');
    await office.remove(root, 'WebServiceEndpoint', id);
  });

  it('rename a tag wherever it is, and take it away', async () => {
    const [tag] = await office.list(root, 'Tag', { name: 'core' });
    const saved = await savedAt(hidden);
    await office.patch(root, 'Tag', Number(tag?.id), { name: 'kernel' });
    assert.notEqual(await savedAt(hidden), saved);
    await refused(office.patch(root, 'Tag', Number(tag?.id), { name: 'secret' }), 'invalid_value', /same name/);
    await refused(office.patch(root, 'Tag', Number(tag?.id), { name: '-x' }), 'invalid_value', /letters/);
    const structure = await office.scene.read(loans);
    assert.deepEqual(structure.components.integration?.[0]?.tags, ['kernel']);
    await office.remove(root, 'Tag', Number(tag?.id));
    const made = await office.post(root, 'Tag', { name: '.new' });
    assert.equal(made.instance.name, '.new');
  });
});
