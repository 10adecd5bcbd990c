// Generated from the catalog by `npm run codegen`. Do not edit.
import { notes } from './tools/notes.js';
import { erase } from './tools/erase.js';

export const registry = {
  name: 'case',
  title: 'Case',
  instructions: '',
  scopes: {
    look: { means: 'see notes', offered: true },
    change: { means: 'write and erase notes', offered: true },
    manage: { means: 'manage people', offered: false },
  },
  levels: {
    staff: { means: 'may connect', per: null, scope: 'look' },
    read: { means: 'sees an integration', per: 'integration', scope: 'look' },
    write: { means: 'changes an integration', per: 'integration', scope: 'change' },
  },
  errors: {
    invalid_arguments: { means: 'Wrong arguments.', hint: 'Correct them.' },
    not_found: { means: 'Not there.', hint: 'Look again.' },
    forbidden: { means: 'Not yours.', hint: 'Ask for it.' },
    insufficient_scope: { means: 'Not allowed to the application.', hint: 'Allow it.' },
    rate_limited: { means: 'Too many calls.', hint: 'Wait.' },
    request_too_large: { means: 'Too much asked.', hint: 'Ask for less.' },
    response_too_large: { means: 'Too much to answer.', hint: 'Ask for less.' },
    timeout: { means: 'Too slow.', hint: 'Try later.' },
    cancelled: { means: 'Stopped.', hint: 'Call again.' },
    unavailable: { means: 'Not now.', hint: 'Try later.' },
    internal: { means: 'Our fault.', hint: 'Try again.' },
  },
  tools: [
    notes,
    erase,
  ],
  resources: [],
  prompts: [],
} as const;
