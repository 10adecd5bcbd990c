import { Content } from '../../../src/mcp/handler.js';
import { RED_PIXEL } from '../red-pixel.js';
import type { Handler } from './handler.js';

export const testMultipleContentTypes: Handler<'test_multiple_content_types'> = async () =>
  new Content([
    { type: 'text', text: 'Multiple content types test:' },
    { type: 'image', data: RED_PIXEL, mimeType: 'image/png' },
    {
      type: 'resource',
      resource: {
        uri: 'test://mixed-content-resource',
        mimeType: 'application/json',
        text: JSON.stringify({ test: 'data', value: 123 }),
      },
    },
  ]);
