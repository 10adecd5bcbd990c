import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Confirmation = z.object({ ok: z.boolean() });

/** Nothing is checked here: state that was changed on its way never reaches a handler. */
export const testInputRequiredResultTamperedState: Handler<'test_input_required_result_tampered_state'> = async ({
  answers,
  state,
}) => {
  const confirmation = acceptedContent(answers, 'confirm', Confirmation);
  if (confirmation && state() !== undefined) return text(`Confirmed: ${confirmation.ok}`);
  return new InputRequired(
    { confirm: inputRequired.elicit({ message: 'Please confirm', requestedSchema: Confirmation }) },
    { question: 'confirm' },
  );
};
