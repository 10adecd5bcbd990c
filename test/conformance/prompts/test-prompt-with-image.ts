import { RED_PIXEL } from '../red-pixel.js';
import type { PromptHandler } from './handler.js';

export const testPromptWithImage: PromptHandler<'test_prompt_with_image'> = {
  async get() {
    return [
      { role: 'user', content: { type: 'image', data: RED_PIXEL, mimeType: 'image/png' } },
      { role: 'user', content: { type: 'text', text: 'Please analyze the image above.' } },
    ];
  },
};
