import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const User = z.object({
  username: z.string().describe("User's response"),
  email: z.string().describe("User's email address"),
});

export const testElicitation: Handler<'test_elicitation'> = async ({ answers }, { message }) => {
  const answer = inputResponse(answers, 'user');
  if (answer.kind === 'elicit') {
    return text(`User response: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
  }
  return new InputRequired({ user: inputRequired.elicit({ message, requestedSchema: User }) });
};
