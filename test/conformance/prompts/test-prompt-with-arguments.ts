import type { PromptHandler } from './handler.js';

const VALUES = ['paris', 'park', 'party', 'test'];

export const testPromptWithArguments: PromptHandler<'test_prompt_with_arguments'> = {
  async get(_call, { arg1, arg2 }) {
    return [{ role: 'user', content: { type: 'text', text: `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'` } }];
  },
  async complete(_call, _argument, typed) {
    return VALUES.filter((value) => value.startsWith(typed));
  },
};
