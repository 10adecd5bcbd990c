import { model } from '../model.js';

/** Every grant and every membership that comes or goes (domain.md 2.6). */
export const permissionLogEntry = model({
  name: 'gateway.PermissionLogEntry',
  title: 'entry of the permission log',
  plural: 'entries of the permission log',
  description:
    'That something was granted or taken away, or that somebody came into a group or left it. It keeps names.',
  table: 'permission_log',
  fields: {
    at: { type: 'moment', help: 'When it was done.', writable: 'never' },
    actor_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who did it; null for the command line.',
      nullable: true,
      writable: 'never',
    },
    actor: { type: 'text', help: 'The name of that user.', nullable: true, writable: 'never' },
    holder: {
      type: 'text',
      help: 'The name of the user or the group that it is about.',
      writable: 'never',
      indexed: true,
    },
    name: { type: 'text', help: 'The integration, the group, or the permission.', writable: 'never' },
    action: {
      type: 'choice',
      choices: ['grant', 'revoke', 'added', 'removed'],
      help: 'What was done.',
      writable: 'never',
    },
    type: {
      type: 'choice',
      choices: [
        'IntegrationPermission',
        'GroupIntegrationPermission',
        'Group',
        'UserPermission',
        'GroupPermission',
        'UserKind',
      ],
      help: 'What it was done with.',
      writable: 'never',
    },
    rights: { type: 'text', help: 'Which rights on an integration.', nullable: true, writable: 'never' },
  },
  needs: { view: 'staff', add: 'nobody', change: 'nobody', delete: 'nobody' },
  instead: { add: 'The log writes itself.', change: 'The log stays as it is.', delete: 'The log stays as it is.' },
  order: ['-id'],
});
