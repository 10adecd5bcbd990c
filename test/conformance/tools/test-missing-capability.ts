import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

/** Asks without looking whether the client can be asked: the protocol layer refuses the call of one that cannot. */
export const testMissingCapability: Handler<'test_missing_capability'> = async ({ answers }) => {
  if (inputResponse(answers, 'greeting').kind === 'sampling') return text('The client can be asked.');
  return new InputRequired({
    greeting: inputRequired.createMessage({
      messages: [{ role: 'user', content: { type: 'text', text: 'Generate a greeting' } }],
      maxTokens: 50,
    }),
  });
};
