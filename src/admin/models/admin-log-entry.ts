import { model } from '../model.js';

/** What administrators have changed. It tells of instances that others may not see, and so superusers alone see it. */
export const adminLogEntry = model({
  name: 'gateway.AdminLogEntry',
  title: 'entry of the admin log',
  plural: 'entries of the admin log',
  description:
    'That somebody has added, changed or deleted an instance of a model, with old and new values. Secrets are masked.',
  table: 'admin_log',
  fields: {
    at: { type: 'moment', help: 'When it was done.', writable: 'never' },
    actor_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who did it; null when that user is gone.',
      nullable: true,
      writable: 'never',
    },
    actor: { type: 'text', help: 'The name of that user at the time.', nullable: true, writable: 'never' },
    action: { type: 'choice', choices: ['add', 'change', 'delete'], help: 'What was done.', writable: 'never' },
    model: { type: 'text', help: 'The model, such as gateway.User.', writable: 'never', indexed: true },
    instance_id: { type: 'integer', help: 'The id of the instance.', writable: 'never' },
    instance: { type: 'text', help: 'How the instance was called.', writable: 'never' },
    changes: { type: 'json', help: 'By field the old and the new value.', writable: 'never' },
  },
  needs: { view: 'superuser', add: 'nobody', change: 'nobody', delete: 'nobody' },
  instead: { add: 'The log writes itself.', change: 'The log stays as it is.', delete: 'The log stays as it is.' },
  order: ['-id'],
});
