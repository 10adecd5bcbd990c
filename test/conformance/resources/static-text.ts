import type { ResourceHandler } from './handler.js';

export const staticText: ResourceHandler<'static_text'> = async (_call, uri) => [
  { uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
];
