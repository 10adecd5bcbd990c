import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';
import { nameField } from '../name-field.js';

/** Groups of users (domain.md 2.2). Staff see them; what is granted to one is granted to its members, so superusers fill them. */
export const group = model({
  name: 'gateway.Group',
  title: 'group',
  plural: 'groups',
  description: 'What is granted to a group is granted to its members, for as long as they are in it.',
  table: 'groups',
  called: ({ name }) => String(name),
  fields: {
    name: nameField('What the group is called.'),
    members: {
      type: 'references',
      to: 'gateway.User',
      through: { table: 'group_members', own: 'group_id', other: 'user_id' },
      help: 'The users who are in it. Writing replaces them all.',
      column: null,
      default: [],
    },
  },
  needs: { view: 'staff', add: 'superuser', change: 'superuser', delete: 'superuser' },
  unique: ['name'],
  changesTools: true,

  async create({ name, members }, desk) {
    const id = await desk.queries.groups.create(String(name));
    await setMembers(id, [], members, desk);
    return { id };
  },

  async change(current, { name, members }, desk) {
    const id = Number(current.id);
    if (name !== undefined) await desk.queries.groups.rename(id, String(name));
    await setMembers(id, await memberIds(id, desk), members, desk);
    return undefined;
  },

  async delete({ id }, desk) {
    const members = await memberIds(Number(id), desk);
    await desk.queries.groups.delete(Number(id), desk.caller.id, desk.at);
    return counted(members.length, 'membership');
  },
});

const memberIds = async (groupId: number, { queries }: Desk): Promise<number[]> =>
  (await queries.groups.members(groupId)).map(({ id }) => id);

/** Takes those in who are missing, and the others out. */
async function setMembers(group_id: number, before: readonly number[], wanted: unknown, desk: Desk): Promise<void> {
  if (!Array.isArray(wanted)) return;
  const { groups } = desk.queries;
  for (const user_id of wanted.filter((id) => !before.includes(id))) {
    await groups.add({ group_id, user_id, by: desk.caller.id }, desk.at);
  }
  for (const user_id of before.filter((id) => !wanted.includes(id))) {
    await groups.remove({ group_id, user_id, by: desk.caller.id }, desk.at);
  }
}
