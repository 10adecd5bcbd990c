// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_tool_with_logging. */
export type TestToolWithLoggingInput = { [key: string]: never };

export const TestToolWithLoggingInput: z.ZodType<TestToolWithLoggingInput> = z.strictObject({});

export const testToolWithLogging = {
  name: 'test_tool_with_logging',
  definition: {
    name: 'test_tool_with_logging',
    title: 'Three log messages',
    description: 'Logs its start, its work and its end.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestToolWithLoggingInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
