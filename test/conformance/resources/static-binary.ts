import { RED_PIXEL } from '../red-pixel.js';
import type { ResourceHandler } from './handler.js';

export const staticBinary: ResourceHandler<'static_binary'> = async (_call, uri) => [
  { uri, mimeType: 'image/png', blob: RED_PIXEL },
];
