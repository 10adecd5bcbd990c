import { grantedRights } from '../granted-rights.js';
import { model } from '../model.js';

const { rights, ...rules } = grantedRights(({ user_id }) => ({ user_id: Number(user_id) }));

/** What users were granted on integrations themselves (domain.md 2.2). */
export const integrationPermission = model({
  name: 'gateway.IntegrationPermission',
  title: 'integration permission',
  plural: 'integration permissions',
  description:
    'What a user was granted on an integration. Staff grant and take away the rights that they hold there themselves, to others; ' +
    'superusers all. What comes through groups is in gateway.GroupIntegrationPermission.',
  table: 'integration_permissions',
  fields: {
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who holds the rights.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    ...rights,
  },
  unique: ['user_id', 'integration_id'],
  ...rules,
});
