import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

export const testSampling: Handler<'test_sampling'> = async ({ answers }, { prompt }) => {
  const answer = inputResponse(answers, 'response');
  if (answer.kind === 'sampling') return text(`LLM response: ${JSON.stringify(answer.result.content)}`);
  return new InputRequired({
    response: inputRequired.createMessage({
      messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
      maxTokens: 100,
    }),
  });
};
