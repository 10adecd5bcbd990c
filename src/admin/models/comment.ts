import { kinds } from '../../queries/kind.js';
import { model } from '../model.js';

/** Comments on components (domain.md 3.7). */
export const comment = model({
  name: 'gateway.Comment',
  title: 'comment',
  plural: 'comments',
  description: 'What somebody has remarked on an integration or a component of one.',
  table: 'comments',
  called: ({ subject }) => String(subject),
  fields: {
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that it is about, or a component of which.',
      writable: 'never',
    },
    component_kind: {
      type: 'choice',
      choices: kinds,
      help: 'The kind of component that it is on.',
      writable: 'never',
      indexed: true,
    },
    component_id: { type: 'integer', help: 'The id of the component.', writable: 'never' },
    author_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who wrote it.',
      nullable: true,
      writable: 'never',
    },
    subject: { type: 'text', help: 'What it is about.', writable: 'never', maxLength: 255 },
    content: { type: 'text', help: 'The remark.', nullable: true, writable: 'never', lines: true },
    url: { type: 'text', label: 'Ticket URL', help: 'The address of a ticket.', nullable: true, writable: 'never' },
    resolved: { type: 'boolean', help: 'Whether it is settled.', writable: 'never' },
    created_at: { type: 'moment', help: 'When it was written.', writable: 'never' },
  },
  needs: { view: { right: 'read', on: 'integration_id' }, add: 'nobody', change: 'nobody', delete: 'nobody' },
  instead: {
    add: 'write_integration adds comments to the component that it writes.',
    change: 'write_integration changes your own comments.',
    delete: 'Comments go with their component; resolve them with write_integration.',
  },
  order: ['-id'],
});
