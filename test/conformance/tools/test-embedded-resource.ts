import { Content } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';

export const testEmbeddedResource: Handler<'test_embedded_resource'> = async () =>
  new Content([
    {
      type: 'resource',
      resource: {
        uri: 'test://embedded-resource',
        mimeType: 'text/plain',
        text: 'This is an embedded resource content.',
      },
    },
  ]);
