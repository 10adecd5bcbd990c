import { counted } from '../counted.js';
import { model } from '../model.js';
import { nameField } from '../name-field.js';

/** Labels on users (domain.md 2.3). */
export const organization = model({
  name: 'gateway.Organization',
  title: 'organization',
  plural: 'organizations',
  description:
    'A label on users. Whoever belongs to one sees the runs of its members alone; users of none, and superusers, see all.',
  table: 'organizations',
  called: ({ name }) => String(name),
  fields: { name: nameField('What the organization is called.') },
  needs: { view: 'staff', add: 'superuser', change: 'superuser', delete: 'superuser' },
  unique: ['name'],

  create: async ({ name }, { queries }) => ({ id: await queries.organizations.create(String(name)) }),

  async change({ id }, { name }, { queries }) {
    await queries.organizations.rename(Number(id), String(name));
    return undefined;
  },

  async delete({ id }, { queries }) {
    const members = await queries.users.count({ organizationId: Number(id) });
    await queries.organizations.delete(Number(id));
    return members === 0
      ? null
      : `the label on ${counted(members, 'user')}: whoever had it sees the runs of everybody now`;
  },
});
