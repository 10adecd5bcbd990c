// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_capabilities. */
export type TestInputRequiredResultCapabilitiesInput = { [key: string]: never };

export const TestInputRequiredResultCapabilitiesInput: z.ZodType<TestInputRequiredResultCapabilitiesInput> = z.strictObject({});

export const testInputRequiredResultCapabilities = {
  name: 'test_input_required_result_capabilities',
  definition: {
    name: 'test_input_required_result_capabilities',
    title: 'Only what the client can answer',
    description: 'Asks the user, the model or both, whichever the client declared.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultCapabilitiesInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
