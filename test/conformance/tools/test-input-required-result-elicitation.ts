import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Name = z.object({ name: z.string() });

/** Whatever is not the answer to the question, is asked for again. */
export const testInputRequiredResultElicitation: Handler<'test_input_required_result_elicitation'> = async ({
  answers,
}) => {
  const user = acceptedContent(answers, 'user_name', Name);
  if (user) return text(`Hello, ${user.name}!`);
  return new InputRequired({
    user_name: inputRequired.elicit({ message: 'What is your name?', requestedSchema: Name }),
  });
};
