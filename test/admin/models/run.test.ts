import assert from 'node:assert/strict';
import { storeRun } from '../../queries/run-scene.js';
import { AT, type Office, refused, useOffice } from './office.js';

describe('the admin models of runs and logs', () => {
  let office: Office;
  let debugging: number;
  let member: number;
  let loans: number;
  let runs: { mine: number; members: number; hidden: number };
  useOffice(async (opened) => {
    office = opened;
    const { scene, staff } = office;
    loans = await scene.create('Loans');
    const hidden = await scene.create('Hidden');
    debugging = await staff('debugging', ['run_history'], { [loans]: { debug: true } });
    member = await staff('member', ['run_history'], { [loans]: { debug: true } });
    await scene
      .db('users')
      .where({ id: member })
      .update({ organization_id: await scene.queries.organizations.create('Bank') });
    runs = {
      mine: await storeRun(scene, loans, { end: 'failure' }),
      members: await storeRun(scene, loans, { user_id: member }),
      hidden: await storeRun(scene, hidden),
    };
    for (const run_id of Object.values(runs)) {
      await scene.db('run_files').insert({ run_id, name: `file of ${run_id}`, size: 3, content: 'sealed content' });
    }
  });
  const ids = async (by: number, model: string, field: string) =>
    (await office.list(by, model)).map((instance) => instance[field]).sort();

  it('show runs and their files by debug, by the special right, and by the organization', async () => {
    const all = Object.values(runs).sort();
    const ofLoans = [runs.mine, runs.members].sort();
    for (const [model, field] of [
      ['IntegrationRunHistory', 'id'],
      ['GlyueFile', 'run_id'],
    ] as const) {
      assert.deepEqual(await ids(office.root, model, field), all, model);
      assert.deepEqual(await ids(debugging, model, field), ofLoans, model);
      assert.deepEqual(await ids(member, model, field), [runs.members], model);
    }
    const without = await office.staff('without', [], { [loans]: { debug: true } });
    await refused(office.list(without, 'IntegrationRunHistory'), 'unknown_model');
    await refused(office.list(without, 'GlyueFile'), 'unknown_model');
  });

  it('tell how a run ended, and not what was in it', async () => {
    const [run] = await office.list(debugging, 'IntegrationRunHistory', { id: runs.mine });
    assert.deepEqual([run?.status, run?.error_type, run?.output_status], ['failure', 'ended', 500]);
    assert.equal('error_message' in (run ?? {}), false);
    const [file] = await office.list(debugging, 'GlyueFile', { run_id: runs.mine });
    assert.deepEqual(Object.keys(file ?? {}), ['id', 'run_id', 'name', 'size']);
    await refused(office.list(debugging, 'GlyueFile', { content__contains: 'sealed' }), 'bad_filter', /file/);
    await refused(office.remove(office.root, 'IntegrationRunHistory', runs.mine), 'forbidden', /IntegrationConfig/);
  });

  it('show the audit log to those whose calls it tells of, the admin log to superusers, the permission log to staff', async () => {
    const call = { token_id: null, client: null, action: null, integration_id: loans, outcome: 'ok' };
    const sizes = { request_bytes: 1, response_bytes: 1, milliseconds: 1.5 };
    for (const [user_id, username] of [
      [debugging, 'debugging'],
      [member, 'member'],
    ] as const) {
      await office.scene.queries.audit.record({
        at: AT.toISOString(),
        user_id,
        username,
        tool: 'x',
        ...call,
        ...sizes,
      });
    }
    assert.deepEqual(await ids(debugging, 'AuditLogEntry', 'username'), ['debugging']);
    assert.deepEqual(await ids(office.root, 'AuditLogEntry', 'username'), ['debugging', 'member']);
    await refused(office.list(debugging, 'AdminLogEntry'), 'unknown_model');
    const { id } = await office.post(office.root, 'Organization', { name: 'New' });
    const [entry] = await office.list(office.root, 'AdminLogEntry', { model: 'gateway.Organization' });
    assert.deepEqual([entry?.instance_id, entry?.changes], [id, { name: { old: null, new: 'New' } }]);
    assert((await office.list(debugging, 'PermissionLogEntry', { holder: 'ann' })).length > 0);
  });
});
