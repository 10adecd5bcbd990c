// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_tool_with_progress. */
export type TestToolWithProgressInput = { [key: string]: never };

export const TestToolWithProgressInput: z.ZodType<TestToolWithProgressInput> = z.strictObject({});

export const testToolWithProgress = {
  name: 'test_tool_with_progress',
  definition: {
    name: 'test_tool_with_progress',
    title: 'Progress',
    description: 'Says how far it is, three times, to a client that wants to know.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestToolWithProgressInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
