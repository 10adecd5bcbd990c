import { model } from '../model.js';

/** Who called which tool with what outcome: superusers see all calls, everybody else their own. */
export const auditLogEntry = model({
  name: 'gateway.AuditLogEntry',
  title: 'audited call',
  plural: 'audited calls',
  description: 'A call of an MCP tool, without its arguments. Superusers see all of them, everybody else their own.',
  table: 'audit_log',
  fields: {
    at: { type: 'moment', help: 'When it was made.', writable: 'never', indexed: true },
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'Who called; null when that user is gone.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    username: { type: 'text', help: 'The name of that user at the time.', writable: 'never', indexed: true },
    token_id: {
      type: 'integer',
      help: 'The id of the API token that was used, if one was.',
      nullable: true,
      writable: 'never',
    },
    client: {
      type: 'text',
      help: 'The client id of the OAuth application that called for the user.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    tool: { type: 'text', help: 'The tool.', writable: 'never', indexed: true },
    action: { type: 'text', help: 'The action of the tool, where it has several.', nullable: true, writable: 'never' },
    integration_id: {
      type: 'integer',
      help: 'The id of the integration that the call was about; it may be gone.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    outcome: { type: 'text', help: '`ok`, or the code of the error.', writable: 'never', indexed: true },
    request_bytes: { type: 'integer', help: 'The size of the request.', writable: 'never' },
    response_bytes: { type: 'integer', help: 'The size of the answer.', writable: 'never' },
    milliseconds: { type: 'number', help: 'How long it took.', writable: 'never' },
  },
  needs: { view: { own: 'user_id' }, add: 'nobody', change: 'nobody', delete: 'nobody' },
  instead: { add: 'The log writes itself.', change: 'The log stays as it is.', delete: 'The log stays as it is.' },
  order: ['-id'],
});
