// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_multiple_content_types. */
export type TestMultipleContentTypesInput = { [key: string]: never };

export const TestMultipleContentTypesInput: z.ZodType<TestMultipleContentTypesInput> = z.strictObject({});

export const testMultipleContentTypes = {
  name: 'test_multiple_content_types',
  definition: {
    name: 'test_multiple_content_types',
    title: 'Mixed content',
    description: 'Answers with a text, an image and a resource.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestMultipleContentTypesInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
