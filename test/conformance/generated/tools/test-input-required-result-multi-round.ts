// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_multi_round. */
export type TestInputRequiredResultMultiRoundInput = { [key: string]: never };

export const TestInputRequiredResultMultiRoundInput: z.ZodType<TestInputRequiredResultMultiRoundInput> = z.strictObject({});

export const testInputRequiredResultMultiRound = {
  name: 'test_input_required_result_multi_round',
  definition: {
    name: 'test_input_required_result_multi_round',
    title: 'Two questions in turn',
    description: "Asks the user's name, then the favorite color, then answers with both.",
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultMultiRoundInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
