import { model } from '../model.js';

/** The files of frontends (domain.md 7), without what is in them. */
export const frontendFile = model({
  name: 'gateway.FrontendFile',
  title: 'frontend file',
  plural: 'frontend files',
  description: 'A file of a frontend. frontend_operations reads and writes what is in it.',
  table: 'frontend_files',
  called: ({ path }) => String(path),
  fields: {
    frontend_id: {
      type: 'reference',
      to: 'gateway.Frontend',
      help: 'The frontend that it belongs to.',
      writable: 'never',
      indexed: true,
    },
    path: { type: 'text', help: 'Its path within the frontend.', writable: 'never' },
    type: { type: 'text', help: 'The content type under which it is served.', writable: 'never' },
    size: { type: 'integer', help: 'In bytes.', writable: 'never' },
    digest: { type: 'text', help: 'The SHA-256 of its content, in hexadecimal.', writable: 'never' },
    content: { type: 'file', help: 'What is in it.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last written.', writable: 'never' },
  },
  needs: { view: { permission: 'frontends' }, add: 'nobody', change: 'nobody', delete: 'nobody' },
  instead: {
    add: 'frontend_operations puts files.',
    change: 'frontend_operations puts files.',
    delete: 'frontend_operations deletes files.',
  },
});
