import assert from 'node:assert/strict';
import { type Office, refused, useOffice } from './office.js';

describe('the admin models of frontends', () => {
  let office: Office;
  let staff: number;
  useOffice(async (opened) => {
    office = opened;
    staff = await office.staff('staff', ['frontends']);
    await office.log();
  });

  it('make one with its first files, change and delete it', async () => {
    const allowed_domains = ['https://intranet.example.com'];
    const { id, instance } = await office.post(staff, 'Frontend', { name: 'Mock CRM', allowed_domains });
    assert.deepEqual([instance.path, instance.allowed_domains], ['mock-crm', allowed_domains]);
    const files = await office.list(staff, 'FrontendFile', { frontend_id: id });
    assert.deepEqual(files.map(({ path }) => path).sort(), ['index.html', 'script.js', 'styles.css']);
    assert(files.every((file) => !('content' in file) && Number(file.size) > 0));
    await office.patch(staff, 'Frontend', id, { name: 'CRM', allowed_domains: [] });
    await refused(office.patch(staff, 'Frontend', id, { path: 'x' }), 'invalid_value', /cannot be written/);
    await refused(office.patch(staff, 'Frontend', id, { allowed_domains: ['*'] }), 'invalid_value', /origin/);
    await refused(office.post(staff, 'Frontend', { name: '../x' }), 'invalid_value', /must be of letters/);
    await refused(office.post(staff, 'Frontend', { name: 'mock crm' }), 'invalid_value');
    await refused(office.post(staff, 'FrontendFile', { frontend_id: id }), 'forbidden', /frontend_operations/);
    assert.equal((await office.remove(staff, 'Frontend', id)).gone, '3 files');
    assert.deepEqual(await office.log(), [
      'staff: add Frontend Mock CRM',
      'staff: change Frontend CRM',
      'staff: delete Frontend CRM',
    ]);
  });
});
