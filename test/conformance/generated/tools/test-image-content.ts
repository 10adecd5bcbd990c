// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_image_content. */
export type TestImageContentInput = { [key: string]: never };

export const TestImageContentInput: z.ZodType<TestImageContentInput> = z.strictObject({});

export const testImageContent = {
  name: 'test_image_content',
  definition: {
    name: 'test_image_content',
    title: 'An image',
    description: 'Answers with an image of one red pixel.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestImageContentInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
