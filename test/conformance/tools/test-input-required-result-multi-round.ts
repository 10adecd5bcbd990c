import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Name = z.object({ name: z.string() });
const Color = z.object({ color: z.string() });

/** What was asked last, and what is known by then. */
type Asked = { readonly step: 1 } | { readonly step: 2; readonly name: string };

export const testInputRequiredResultMultiRound: Handler<'test_input_required_result_multi_round'> = async ({
  answers,
  state,
}) => {
  const asked = state<Asked>();
  if (asked?.step === 2) {
    const favorite = acceptedContent(answers, 'step2', Color);
    return favorite ? text(`${asked.name} likes ${favorite.color}.`) : askColor(asked.name);
  }
  const user = acceptedContent(answers, 'step1', Name);
  return asked?.step === 1 && user ? askColor(user.name) : askName();
};

const askName = () =>
  new InputRequired({ step1: inputRequired.elicit({ message: 'Step 1: What is your name?', requestedSchema: Name }) }, {
    step: 1,
  } satisfies Asked);

const askColor = (name: string) =>
  new InputRequired(
    { step2: inputRequired.elicit({ message: 'Step 2: What is your favorite color?', requestedSchema: Color }) },
    { step: 2, name } satisfies Asked,
  );
