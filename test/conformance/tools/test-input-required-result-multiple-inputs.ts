import { acceptedContent, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Name = z.object({ name: z.string() });

interface Asked {
  readonly questions: 3;
}

export const testInputRequiredResultMultipleInputs: Handler<'test_input_required_result_multiple_inputs'> = async ({
  answers,
  state,
}) => {
  const user = acceptedContent(answers, 'user_name', Name);
  const greeting = inputResponse(answers, 'greeting');
  const client = inputResponse(answers, 'client_roots');
  if (user && greeting.kind === 'sampling' && client.kind === 'roots' && state<Asked>()?.questions === 3) {
    return text(`${JSON.stringify(greeting.result.content)} to ${user.name}, with ${client.roots.length} roots`);
  }
  return new InputRequired(
    {
      user_name: inputRequired.elicit({ message: 'What is your name?', requestedSchema: Name }),
      greeting: inputRequired.createMessage({
        messages: [{ role: 'user', content: { type: 'text', text: 'Generate a greeting' } }],
        maxTokens: 50,
      }),
      client_roots: inputRequired.listRoots(),
    },
    { questions: 3 } satisfies Asked,
  );
};
