import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

export const testInputRequiredResultSampling: Handler<'test_input_required_result_sampling'> = async ({ answers }) => {
  const answer = inputResponse(answers, 'capital_question');
  if (answer.kind === 'sampling') return text(JSON.stringify(answer.result.content));
  return new InputRequired({
    capital_question: inputRequired.createMessage({
      messages: [{ role: 'user', content: { type: 'text', text: 'What is the capital of France?' } }],
      maxTokens: 100,
    }),
  });
};
