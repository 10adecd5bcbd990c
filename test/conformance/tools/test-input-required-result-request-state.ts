import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Confirmation = z.object({ ok: z.boolean() });

interface Asked {
  readonly question: 'confirm';
}

export const testInputRequiredResultRequestState: Handler<'test_input_required_result_request_state'> = async ({
  answers,
  state,
}) => {
  const confirmation = acceptedContent(answers, 'confirm', Confirmation);
  if (confirmation && state<Asked>()?.question === 'confirm') return text(`state-ok, confirmed: ${confirmation.ok}`);
  return new InputRequired(
    { confirm: inputRequired.elicit({ message: 'Please confirm', requestedSchema: Confirmation }) },
    { question: 'confirm' } satisfies Asked,
  );
};
