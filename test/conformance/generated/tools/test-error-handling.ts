// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_error_handling. */
export type TestErrorHandlingInput = { [key: string]: never };

export const TestErrorHandlingInput: z.ZodType<TestErrorHandlingInput> = z.strictObject({});

export const testErrorHandling = {
  name: 'test_error_handling',
  definition: {
    name: 'test_error_handling',
    title: 'An error',
    description: 'Always fails, with a text of its own.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestErrorHandlingInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
