// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_streaming_elicitation. */
export type TestStreamingElicitationInput = { [key: string]: never };

export const TestStreamingElicitationInput: z.ZodType<TestStreamingElicitationInput> = z.strictObject({});

export const testStreamingElicitation = {
  name: 'test_streaming_elicitation',
  definition: {
    name: 'test_streaming_elicitation',
    title: 'Progress, then a question',
    description: 'Says how far it is, then asks the user to confirm.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestStreamingElicitationInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
