import { Content } from '../../../src/mcp/handler.js';
import { RED_PIXEL } from '../red-pixel.js';
import type { Handler } from './handler.js';

export const testImageContent: Handler<'test_image_content'> = async () =>
  new Content([{ type: 'image', data: RED_PIXEL, mimeType: 'image/png' }]);
