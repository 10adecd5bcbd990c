// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_elicitation. */
export type TestInputRequiredResultElicitationInput = { [key: string]: never };

export const TestInputRequiredResultElicitationInput: z.ZodType<TestInputRequiredResultElicitationInput> = z.strictObject({});

export const testInputRequiredResultElicitation = {
  name: 'test_input_required_result_elicitation',
  definition: {
    name: 'test_input_required_result_elicitation',
    title: 'Ask for a name',
    description: "Asks the user's name, and greets.",
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultElicitationInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
