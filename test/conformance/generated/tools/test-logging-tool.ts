// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_logging_tool. */
export type TestLoggingToolInput = { [key: string]: never };

export const TestLoggingToolInput: z.ZodType<TestLoggingToolInput> = z.strictObject({});

export const testLoggingTool = {
  name: 'test_logging_tool',
  definition: {
    name: 'test_logging_tool',
    title: 'A log message',
    description: 'Logs a message, which is not to reach a client that named no log level.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestLoggingToolInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
