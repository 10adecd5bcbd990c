// Generated from the catalog by `npm run codegen`. Do not edit.
import { everyone } from './tools/everyone.js';
import { one } from './tools/one.js';
import { two } from './tools/two.js';
import { several } from './tools/several.js';

export const registry = {
  name: 'case',
  title: 'Case',
  instructions: '',
  scopes: {
    look: { means: 'see what there is', offered: true },
    change: { means: 'change it, and see it', offered: true },
    manage: { means: 'manage people', offered: false },
  },
  levels: {
    staff: { means: 'may connect', per: null, scope: 'look' },
    history: { means: 'uses the history', per: null, scope: 'look' },
    read: { means: 'sees an integration', per: 'integration', scope: 'look' },
    write: { means: 'changes an integration', per: 'integration', scope: 'change' },
  },
  parts: { run: { means: 'run' } },
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
    everyone,
    one,
    two,
    several,
  ],
  resources: [
    {
      name: 'readme',
      uri: 'case://readme',
      uriTemplate: null,
      title: 'Read me',
      description: 'The text.',
      mimeType: null,
      level: 'staff',
    },
  ],
  prompts: [],
} as const;
