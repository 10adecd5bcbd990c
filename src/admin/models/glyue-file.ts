import { model } from '../model.js';

/** The files of runs (domain.md 4.11), without what is in them; visible where their runs are. */
export const glyueFile = model({
  name: 'gateway.GlyueFile',
  title: 'run file',
  plural: 'run files',
  description: 'A file of a run, encrypted. It is downloaded on the page of the run.',
  table: 'run_files',
  called: ({ name }) => String(name),
  fields: {
    run_id: {
      type: 'reference',
      to: 'gateway.IntegrationRunHistory',
      help: 'The run that it belongs to.',
      writable: 'never',
      indexed: true,
    },
    name: { type: 'text', help: 'Its name, unique in the run.', writable: 'never' },
    size: { type: 'integer', help: 'In bytes.', writable: 'never' },
    content: { type: 'file', help: 'What is in it.', writable: 'never' },
  },
  needs: { view: { seen: 'run_id' }, add: 'nobody', change: 'nobody', delete: 'nobody' },
  scopes: { view: 'debug' },
  instead: {
    add: 'Integrations write files.',
    change: 'Integrations write files.',
    delete: 'Files go when the days are over that gateway.IntegrationConfig says.',
  },
});
