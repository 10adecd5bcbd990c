import { inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Person = z.object({
  name: z.string().default('John Doe'),
  age: z.int().default(30),
  score: z.number().default(95.5),
  status: z.enum(['active', 'inactive', 'pending']).default('active'),
  verified: z.boolean().default(true),
});

export const testElicitationSep1034Defaults: Handler<'test_elicitation_sep1034_defaults'> = async ({ answers }) => {
  const answer = inputResponse(answers, 'person');
  if (answer.kind === 'elicit') {
    return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
  }
  return new InputRequired({
    person: inputRequired.elicit({ message: 'Please check what is filled in already', requestedSchema: Person }),
  });
};
