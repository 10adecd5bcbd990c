import type { PromptHandler } from './handler.js';

export const testSimplePrompt: PromptHandler<'test_simple_prompt'> = {
  async get() {
    return [{ role: 'user', content: { type: 'text', text: 'This is a simple prompt for testing.' } }];
  },
};
