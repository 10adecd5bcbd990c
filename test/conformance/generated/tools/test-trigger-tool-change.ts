// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_trigger_tool_change. */
export type TestTriggerToolChangeInput = { [key: string]: never };

export const TestTriggerToolChangeInput: z.ZodType<TestTriggerToolChangeInput> = z.strictObject({});

export const testTriggerToolChange = {
  name: 'test_trigger_tool_change',
  definition: {
    name: 'test_trigger_tool_change',
    title: 'A change of the tools',
    description: 'Tells whoever waits for it that the list of tools has changed.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestTriggerToolChangeInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
