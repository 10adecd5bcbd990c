// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_sampling. */
export type TestInputRequiredResultSamplingInput = { [key: string]: never };

export const TestInputRequiredResultSamplingInput: z.ZodType<TestInputRequiredResultSamplingInput> = z.strictObject({});

export const testInputRequiredResultSampling = {
  name: 'test_input_required_result_sampling',
  definition: {
    name: 'test_input_required_result_sampling',
    title: 'Ask for a capital',
    description: "Asks the client's model for a capital, and answers with what it said.",
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultSamplingInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
