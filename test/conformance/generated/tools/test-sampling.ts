// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_sampling. */
export type TestSamplingInput = {
  /** What to ask the model. */
  prompt: string;
};

export const TestSamplingInput: z.ZodType<TestSamplingInput> = z.strictObject({
  prompt: z.string().max(10000),
});

export const testSampling = {
  name: 'test_sampling',
  definition: {
    name: 'test_sampling',
    title: 'Ask the model',
    description: "Asks the client's model, and answers with what it said.",
    inputSchema: {
      type: 'object',
      required: ['prompt'],
      properties: { prompt: { type: 'string', description: 'What to ask the model.', maxLength: 10000 } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestSamplingInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
