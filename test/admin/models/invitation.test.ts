import assert from 'node:assert/strict';
import { Invitations } from '../../../src/auth/invitations.js';
import { AT, type Office, refused, useOffice } from './office.js';

describe('the admin model of invitations', () => {
  let office: Office;
  let inviter: number;
  let other: number;
  let loans: number;
  useOffice(async (opened) => {
    office = opened;
    loans = await office.scene.create('Loans');
    inviter = await office.staff('inviter', ['invite'], { [loans]: { read: true } });
    other = await office.staff('other', ['invite']);
    await office.log();
  });
  const asked = { email: 'zoe@bank.example', username: 'zoe' };

  it('shows the link once, and stores it nowhere', async () => {
    const rights = [{ integration_id: loans, rights: ['read'] }];
    const { id, instance, shownOnce } = await office.post(inviter, 'Invitation', { ...asked, rights });
    const [, secret = ''] = /^https:\/\/gateway\.example\/invitation\/([\w-]{43})$/.exec(String(shownOnce?.link)) ?? [];
    assert.deepEqual([instance.rights, instance.invited_by_id, instance.is_staff], [rights, inviter, false]);
    assert.equal((await office.everything('invitations')).includes(secret), false);
    assert.equal((await new Invitations(office.scene.queries, () => AT).open(secret)).state, 'open');
    assert.deepEqual(await office.list(other, 'Invitation'), []);
    await refused(office.remove(other, 'Invitation', id), 'not_found');
    await office.remove(inviter, 'Invitation', id);
    assert.equal((await new Invitations(office.scene.queries, () => AT).open(secret)).state, 'gone');
    assert.deepEqual(await office.log(), [
      'inviter: add Invitation zoe@bank.example',
      'inviter: delete Invitation zoe@bank.example',
    ]);
  });

  it('promises nothing that the inviter does not hold', async () => {
    const promised = (rights: unknown) => office.post(inviter, 'Invitation', { ...asked, rights });
    await refused(promised([{ integration_id: loans, rights: ['write'] }]), 'forbidden', /hold yourself/);
    await refused(promised([{ integration_id: 999, rights: ['read'] }]), 'forbidden');
    const many = Array.from({ length: 1000 }, (_, n) => ({ integration_id: n + 1, rights: ['read'] }));
    await refused(promised(many), 'invalid_value', /20000 bytes at most/);
    for (const wrong of [
      [3],
      [{}],
      [{ integration_id: loans, rights: ['fly'] }],
      [{ integration_id: '1', rights: ['read'] }],
    ]) {
      await refused(promised(wrong), 'invalid_value', /must be a list/);
    }
    await refused(office.post(inviter, 'Invitation', { ...asked, username: 'root' }), 'invalid_value', /already/);
    assert.deepEqual(await office.scene.db('invitations'), []);
  });

  it('stays as it was once it was accepted', async () => {
    const { id } = await office.post(inviter, 'Invitation', asked);
    await office.scene.queries.invitations.accept(id, AT);
    await refused(office.remove(inviter, 'Invitation', id), 'invalid_value', /accepted/);
  });
});
