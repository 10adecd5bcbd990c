import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

export const testInputRequiredResultListRoots: Handler<'test_input_required_result_list_roots'> = async ({
  answers,
}) => {
  const answer = inputResponse(answers, 'client_roots');
  if (answer.kind === 'roots') return text(`The roots: ${answer.roots.map((root) => root.uri).join(', ')}`);
  return new InputRequired({ client_roots: inputRequired.listRoots() });
};
