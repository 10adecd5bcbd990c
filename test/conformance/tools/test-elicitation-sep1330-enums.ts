import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const OPTIONS = ['option1', 'option2', 'option3'];

const titled = (noun: string) => [
  { const: 'value1', title: `First ${noun}` },
  { const: 'value2', title: `Second ${noun}` },
  { const: 'value3', title: `Third ${noun}` },
];

export const testElicitationSep1330Enums: Handler<'test_elicitation_sep1330_enums'> = async ({ answers }) => {
  const answer = inputResponse(answers, 'choices');
  if (answer.kind === 'elicit') {
    return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
  }
  return new InputRequired({
    choices: inputRequired.elicit({
      message: 'Please choose',
      requestedSchema: {
        type: 'object',
        properties: {
          untitledSingle: { type: 'string', enum: OPTIONS },
          titledSingle: { type: 'string', oneOf: titled('Option') },
          legacyEnum: {
            type: 'string',
            enum: ['opt1', 'opt2', 'opt3'],
            enumNames: ['Option One', 'Option Two', 'Option Three'],
          },
          untitledMulti: { type: 'array', items: { type: 'string', enum: OPTIONS } },
          titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
        },
      },
    }),
  });
};
