// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_simple_text. */
export type TestSimpleTextInput = { [key: string]: never };

export const TestSimpleTextInput: z.ZodType<TestSimpleTextInput> = z.strictObject({});

export const testSimpleText = {
  name: 'test_simple_text',
  definition: {
    name: 'test_simple_text',
    title: 'Simple text',
    description: 'Answers with a line of text.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestSimpleTextInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
