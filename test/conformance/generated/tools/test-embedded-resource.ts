// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_embedded_resource. */
export type TestEmbeddedResourceInput = { [key: string]: never };

export const TestEmbeddedResourceInput: z.ZodType<TestEmbeddedResourceInput> = z.strictObject({});

export const testEmbeddedResource = {
  name: 'test_embedded_resource',
  definition: {
    name: 'test_embedded_resource',
    title: 'An embedded resource',
    description: 'Answers with the text of a resource.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestEmbeddedResourceInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
