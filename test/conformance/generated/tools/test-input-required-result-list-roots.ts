// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_list_roots. */
export type TestInputRequiredResultListRootsInput = { [key: string]: never };

export const TestInputRequiredResultListRootsInput: z.ZodType<TestInputRequiredResultListRootsInput> = z.strictObject({});

export const testInputRequiredResultListRoots = {
  name: 'test_input_required_result_list_roots',
  definition: {
    name: 'test_input_required_result_list_roots',
    title: 'Ask for the roots',
    description: 'Asks the client for its roots, and answers with their addresses.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultListRootsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
