// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_missing_capability. */
export type TestMissingCapabilityInput = { [key: string]: never };

export const TestMissingCapabilityInput: z.ZodType<TestMissingCapabilityInput> = z.strictObject({});

export const testMissingCapability = {
  name: 'test_missing_capability',
  definition: {
    name: 'test_missing_capability',
    title: 'Needs sampling',
    description: "Asks the client's model, also when the client said that it has none.",
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestMissingCapabilityInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
