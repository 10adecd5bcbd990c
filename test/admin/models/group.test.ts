import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

describe('the admin models of groups, organizations and special rights', () => {
  let office: Office;
  let root: number;
  let staff: number;
  let bob: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    staff = await office.staff('staff');
    bob = await office.staff('bob');
    await Promise.all([office.log(), office.permissionLog()]);
  });

  it('make a group with members, change and delete it, and write down who came and went', async () => {
    const told = office.told;
    const { id, instance } = await office.post(root, 'Group', { name: 'lenders', members: [bob] });
    assert.deepEqual(instance, { id, name: 'lenders', members: [bob] });
    const changed = await office.patch(root, 'Group', id, { name: 'Lenders', members: [staff] });
    assert.deepEqual(changed.changes, {
      name: { old: 'lenders', new: 'Lenders' },
      members: { old: [bob], new: [staff] },
    });
    const { gone } = await office.remove(root, 'Group', id);
    assert.equal(gone, '1 membership');
    assert.deepEqual(await office.permissionLog(), [
      'root: added bob lenders',
      'root: added staff Lenders',
      'root: removed bob Lenders',
      'root: removed staff Lenders',
    ]);
    assert.deepEqual(await office.log(), [
      'root: add Group lenders',
      'root: change Group Lenders',
      'root: delete Group Lenders',
    ]);
    assert.equal(office.told, told + 3);
  });

  it('let nobody but superusers join a group, by whatever way', async () => {
    const { id } = await office.post(root, 'Group', { name: 'powerful' });
    await refused(office.patch(staff, 'Group', id, { members: [staff] }), 'forbidden', /superuser/);
    await refused(office.patch(staff, 'User', staff, { groups: [id] }), 'forbidden', /superuser/);
    await refused(office.post(staff, 'Group', { name: 'mine' }), 'forbidden');
    await refused(office.remove(staff, 'Group', id), 'forbidden');
    await refused(office.post(root, 'Group', { name: 'powerful' }), 'invalid_value', /same name/);
    await refused(office.post(root, 'Group', { name: 'a\u0007b' }), 'invalid_value', /cannot be seen/);
    await refused(office.post(root, 'Group', { name: 'x', members: [99_999] }), 'invalid_value', /no user 99999/);
    assert.deepEqual(
      (await office.list(staff, 'Group')).map(({ members }) => members),
      [[]],
    );
  });

  it('label users with organizations', async () => {
    const { id } = await office.post(root, 'Organization', { name: 'Bank' });
    await office.patch(root, 'User', bob, { organization_id: id });
    await office.patch(root, 'Organization', id, { name: 'Savings bank' });
    assert.deepEqual(
      (await office.list(staff, 'User', { organization__name: 'Savings bank' })).map(({ username }) => username),
      ['bob'],
    );
    await refused(office.patch(staff, 'Organization', id, { name: 'Mine' }), 'forbidden');
    const { gone } = await office.remove(root, 'Organization', id);
    assert.match(gone ?? '', /^the label on 1 user:/);
  });

  it('grant special rights to users and groups, and take them away', async () => {
    await office.permissionLog();
    const group = await office.post(root, 'Group', { name: 'inviters' });
    const toUser = await office.post(root, 'UserPermission', { user_id: bob, permission: 'invite' });
    const toGroup = await office.post(root, 'GroupPermission', { group_id: group.id, permission: 'invite' });
    assert.deepEqual(
      [toUser, toGroup].map(({ instance }) => [instance.permission, instance.granted_by_id]),
      [
        ['invite', root],
        ['invite', root],
      ],
    );
    const again = { user_id: bob, permission: 'invite' };
    await refused(office.post(root, 'UserPermission', again), 'invalid_value', new RegExp(`the id ${toUser.id}`));
    await refused(office.post(root, 'UserPermission', { ...again, permission: 'fly' }), 'invalid_value', /one of/);
    await refused(office.post(staff, 'UserPermission', { user_id: staff, permission: 'invite' }), 'forbidden');
    await refused(office.remove(staff, 'GroupPermission', toGroup.id), 'forbidden');
    await refused(
      office.patch(root, 'UserPermission', toUser.id, { permission: 'frontends' }),
      'forbidden',
      /Delete it/,
    );
    await office.remove(root, 'UserPermission', toUser.id);
    await office.remove(root, 'GroupPermission', toGroup.id);
    assert.deepEqual(await office.permissionLog(), [
      'root: grant bob invite',
      'root: grant inviters invite',
      'root: revoke bob invite',
      'root: revoke inviters invite',
    ]);
    assert.deepEqual(await office.scene.queries.userPermissions.of(bob), []);
  });
});
