import { grantedPermission } from '../granted-permission.js';
import { model } from '../model.js';

const { permission, ...rules } = grantedPermission(({ group_id }) => ({ group_id: Number(group_id) }));

/** Special rights of groups (domain.md 2.1). */
export const groupPermission = model({
  name: 'gateway.GroupPermission',
  title: 'group permission',
  plural: 'group permissions',
  description: 'A special right that a group was granted, and so each of its members. Only superusers grant them.',
  table: 'group_permissions',
  fields: {
    group_id: {
      type: 'reference',
      to: 'gateway.Group',
      help: 'The group whose members hold it.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    ...permission,
  },
  unique: ['group_id', 'permission'],
  ...rules,
});
