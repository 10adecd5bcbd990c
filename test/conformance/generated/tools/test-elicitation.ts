// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_elicitation. */
export type TestElicitationInput = {
  /** What to show the user. */
  message: string;
};

export const TestElicitationInput: z.ZodType<TestElicitationInput> = z.strictObject({
  message: z.string().max(10000),
});

export const testElicitation = {
  name: 'test_elicitation',
  definition: {
    name: 'test_elicitation',
    title: 'Ask the user',
    description: 'Asks the user for a name and an address, and answers with what they said.',
    inputSchema: {
      type: 'object',
      required: ['message'],
      properties: { message: { type: 'string', description: 'What to show the user.', maxLength: 10000 } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestElicitationInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
