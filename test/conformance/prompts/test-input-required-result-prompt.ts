import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { PromptHandler } from './handler.js';

const Context = z.object({ context: z.string() });

export const testInputRequiredResultPrompt: PromptHandler<'test_input_required_result_prompt'> = {
  async get({ answers }) {
    const given = acceptedContent(answers, 'user_context', Context);
    if (given) return [{ role: 'user', content: { type: 'text', text: `The context: ${given.context}` } }];
    return new InputRequired({
      user_context: inputRequired.elicit({
        message: 'What context should the prompt use?',
        requestedSchema: Context,
      }),
    });
  },
};
