import { grantedPermission } from '../granted-permission.js';
import { model } from '../model.js';

const { permission, ...rules } = grantedPermission(({ user_id }) => ({ user_id: Number(user_id) }));

/** Special rights of users themselves (domain.md 2.1). */
export const userPermission = model({
  name: 'gateway.UserPermission',
  title: 'user permission',
  plural: 'user permissions',
  description:
    'A special right that a user was granted: to use the run history tools, to change adapter configurations, to write custom ' +
    'adapters or shared modules, to make frontends, to invite. Only superusers grant them.',
  table: 'user_permissions',
  fields: {
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who holds it.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    ...permission,
  },
  unique: ['user_id', 'permission'],
  ...rules,
});
