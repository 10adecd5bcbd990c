import { grantedRights } from '../granted-rights.js';
import { model } from '../model.js';

const { rights, ...rules } = grantedRights(({ group_id }) => ({ group_id: Number(group_id) }));

/** What groups were granted on integrations (domain.md 2.2). */
export const groupIntegrationPermission = model({
  name: 'gateway.GroupIntegrationPermission',
  title: 'group integration permission',
  plural: 'group integration permissions',
  description:
    'What a group was granted on an integration, and so each of its members. Staff grant and take away the rights that they hold ' +
    'there themselves, to groups that they are not in; superusers all.',
  table: 'group_integration_permissions',
  fields: {
    group_id: {
      type: 'reference',
      to: 'gateway.Group',
      help: 'The group whose members hold the rights.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    ...rights,
  },
  unique: ['group_id', 'integration_id'],
  ...rules,
});
