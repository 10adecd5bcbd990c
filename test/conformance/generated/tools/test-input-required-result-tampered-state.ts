// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_tampered_state. */
export type TestInputRequiredResultTamperedStateInput = { [key: string]: never };

export const TestInputRequiredResultTamperedStateInput: z.ZodType<TestInputRequiredResultTamperedStateInput> = z.strictObject({});

export const testInputRequiredResultTamperedState = {
  name: 'test_input_required_result_tampered_state',
  definition: {
    name: 'test_input_required_result_tampered_state',
    title: 'A question with state that must hold',
    description: 'Asks the user to confirm; an answer with state that was changed on its way is refused.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultTamperedStateInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
