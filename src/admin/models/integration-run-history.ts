import { model } from '../model.js';

/** Runs (domain.md 3.14), without what they received and sent: the run history tools show that. */
export const integrationRunHistory = model({
  name: 'gateway.IntegrationRunHistory',
  title: 'run',
  plural: 'runs',
  description:
    'A run of an integration: when, by whom, and how it ended. What it received and sent is shown by get_run_history; ' +
    'search_run_histories finds runs by it. Only integrations on which you hold debug, and runs of your organization.',
  table: 'runs',
  fields: {
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'What ran.',
      writable: 'never',
      indexed: true,
    },
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'For whom; null when that user is gone.',
      nullable: true,
      writable: 'never',
    },
    username: { type: 'text', help: 'The name of that user at the time.', writable: 'never', indexed: true },
    parent_run_id: {
      type: 'reference',
      to: 'gateway.IntegrationRunHistory',
      help: 'The run that called it, for a sub-integration.',
      nullable: true,
      writable: 'never',
    },
    started_by: { type: 'text', help: 'Through what it was started.', writable: 'never' },
    status: {
      type: 'text',
      help: 'How it is or ended: running, success or failure.',
      writable: 'never',
      indexed: true,
    },
    started_at: { type: 'moment', help: 'When it began.', writable: 'never', indexed: true },
    finished_at: { type: 'moment', help: 'When it ended; null while it runs.', nullable: true, writable: 'never' },
    milliseconds: { type: 'number', help: 'How long it took.', nullable: true, writable: 'never' },
    output_status: {
      type: 'integer',
      help: 'The HTTP status that it answered with.',
      nullable: true,
      writable: 'never',
    },
    error_type: { type: 'text', help: 'What kind of failure it was.', nullable: true, writable: 'never' },
    retry_for_run_id: {
      type: 'integer',
      help: 'The run that failed first, for one that tries it again.',
      nullable: true,
      writable: 'never',
    },
    retry_attempt: { type: 'integer', help: 'Which try it is; 0 for the first.', writable: 'never' },
    payloads_stored: { type: 'boolean', help: 'Whether what it received and sent is kept.', writable: 'never' },
    items: { type: 'integer', help: 'How many steps it has.', writable: 'never' },
    bytes: { type: 'integer', max: Number.MAX_SAFE_INTEGER, help: 'How much of it is kept.', writable: 'never' },
  },
  needs: {
    view: [{ permission: 'run_history' }, { right: 'debug', on: 'integration_id' }],
    add: 'nobody',
    change: 'nobody',
    delete: 'nobody',
  },
  scopes: { view: 'debug' },
  instead: {
    add: 'execute_integration runs an integration.',
    change: 'What has run stays as it was.',
    delete: 'Runs are deleted when the days are over that gateway.IntegrationConfig says.',
  },
  ofOrganization: { user: 'user_id' },
  order: ['-started_at'],
});
