import type { ResourceHandler } from './handler.js';

export const templateData: ResourceHandler<'template_data'> = async (_call, uri, { id }) => [
  {
    uri,
    mimeType: 'application/json',
    text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
  },
];
