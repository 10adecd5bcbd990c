import assert from 'node:assert/strict';
import { AT, type Office, refused, useOffice } from './office.js';

const PASSWORD = 'correct horse battery';

describe('the admin model of users', () => {
  let office: Office;
  let root: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    await office.log();
  });

  it('makes a user with a password that stands nowhere', async () => {
    const values = { username: 'zoe', email: 'zoe@bank.example', password: PASSWORD, is_staff: true };
    const { id, instance } = await office.post(root, 'User', values);
    const { username, password, active, is_staff, is_superuser, groups } = instance;
    assert.deepEqual([username, password, active, is_staff], ['zoe', '__ENCRYPTED__', true, true]);
    assert.deepEqual([is_superuser, groups], [false, []]);
    assert.equal((await office.everything('users')).includes(PASSWORD), false);
    assert.deepEqual(await office.log(), ['root: add User zoe']);
    await refused(office.post(root, 'User', { ...values, username: 'zoe2' }), 'invalid_value', /already/);
    await refused(office.post(root, 'User', { username: 'kim', password: 'short' }), 'invalid_value', /too short/);
    await refused(office.remove(root, 'User', id), 'forbidden', /active to false/);
  });

  it('deactivates as the page does: sessions and tokens end, and none comes back', async () => {
    const { queries, db } = office.scene;
    const id = await office.staff('max');
    const expires_at = new Date(AT.getTime() + 3_600_000);
    await queries.webSessions.begin({ secret_hash: 'x', user_id: id, expires_at }, AT);
    await queries.tokens.create({ user_id: id, name: 't', token_hash: 'h', prefix: 'igw_', expires_at: null }, AT);
    await office.patch(root, 'User', id, { active: false });
    await office.patch(root, 'User', id, { active: true });
    assert.deepEqual(await db('web_sessions').where({ user_id: id }), []);
    assert.deepEqual(await db('api_tokens').where({ user_id: id }).pluck('revoked_at'), [AT.toISOString()]);
  });

  it('lets nobody raise themselves, and keeps the last superuser', async () => {
    const id = await office.staff('eve');
    for (const values of [{ is_superuser: true }, { email: 'eve@x.example' }, { password: PASSWORD }]) {
      await refused(office.patch(id, 'User', id, values), 'forbidden', /superuser/);
    }
    await refused(office.patch(root, 'User', root, { active: false }), 'forbidden', /last active superuser/);
    await refused(office.patch(root, 'User', root, { is_superuser: false }), 'forbidden', /last active superuser/);
    const both = { is_service_account: true, is_staff: true };
    await refused(office.patch(root, 'User', id, both), 'invalid_value', /neither staff/);
  });
});
