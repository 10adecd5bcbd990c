import { acceptedContent, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Name = z.object({ name: z.string() });

export const testInputRequiredResultCapabilities: Handler<'test_input_required_result_capabilities'> = async ({
  answers,
  clientCan,
}) => {
  const user = acceptedContent(answers, 'user_name', Name);
  if (user) return text(`Hello, ${user.name}!`);
  const greeting = inputResponse(answers, 'greeting');
  if (greeting.kind === 'sampling') return text(JSON.stringify(greeting.result.content));
  if (!clientCan('elicitation') && !clientCan('sampling')) return text('Hello, whoever you are!');
  return new InputRequired({
    ...(clientCan('elicitation') && {
      user_name: inputRequired.elicit({ message: 'What is your name?', requestedSchema: Name }),
    }),
    ...(clientCan('sampling') && {
      greeting: inputRequired.createMessage({
        messages: [{ role: 'user', content: { type: 'text', text: 'Generate a greeting' } }],
        maxTokens: 50,
      }),
    }),
  });
};
