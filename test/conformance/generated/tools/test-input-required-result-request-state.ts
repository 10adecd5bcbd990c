// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_request_state. */
export type TestInputRequiredResultRequestStateInput = { [key: string]: never };

export const TestInputRequiredResultRequestStateInput: z.ZodType<TestInputRequiredResultRequestStateInput> = z.strictObject({});

export const testInputRequiredResultRequestState = {
  name: 'test_input_required_result_request_state',
  definition: {
    name: 'test_input_required_result_request_state',
    title: 'A question with state',
    description: 'Asks the user to confirm, and knows what it asked when the answer comes.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultRequestStateInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
