// Generated from the catalog by `npm run codegen`. Do not edit.

export const registry = {
  name: 'case',
  title: 'Case',
  instructions: '',
  scopes: {},
  levels: {
    staff: { means: 'may connect', per: null, scope: null },
    read: { means: 'sees an integration', per: 'integration', scope: null },
  },
  errors: {
    invalid_arguments: { means: 'Wrong arguments.', hint: 'Correct them.' },
    not_found: { means: 'Not there.', hint: 'Look again.' },
    forbidden: { means: 'Not yours.', hint: 'Ask for it.' },
    rate_limited: { means: 'Too many calls.', hint: 'Wait.' },
    request_too_large: { means: 'Too much asked.', hint: 'Ask for less.' },
    response_too_large: { means: 'Too much to answer.', hint: 'Ask for less.' },
    timeout: { means: 'Too slow.', hint: 'Try later.' },
    cancelled: { means: 'Stopped.', hint: 'Call again.' },
    unavailable: { means: 'Not now.', hint: 'Try later.' },
    internal: { means: 'Our fault.', hint: 'Try again.' },
  },
  tools: [],
  resources: [
    {
      name: 'readme',
      uri: 'case://readme',
      uriTemplate: null,
      title: 'Read me',
      description: 'The text.',
      mimeType: 'text/plain',
      level: 'staff',
    },
    {
      name: 'run_log',
      uri: null,
      uriTemplate: 'case://runs/{id}/logs/{log_name}',
      title: 'Log',
      description: 'The log of a run.\nLong.',
      mimeType: null,
      level: 'staff',
    },
    {
      name: 'page',
      uri: null,
      uriTemplate: 'case://pages/{name}',
      title: 'Page',
      description: 'One of the pages.',
      mimeType: null,
      level: 'staff',
      listed: true,
    },
  ],
  prompts: [
    { name: 'hello', title: 'Hello', description: 'Says hello.', level: 'staff', arguments: [] },
    {
      name: 'explain',
      title: 'Explain',
      description: 'Explains.',
      level: 'staff',
      arguments: [
        { name: 'topic', description: 'What to explain.', required: true, completes: true },
        { name: 'how-long', description: 'How long.', required: false, completes: true },
        { name: 'tone', description: 'In which tone.', required: false, completes: false },
      ],
    },
  ],
} as const;
