// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of erase. */
export type EraseInput = {
  integration: string;
};

export const EraseInput: z.ZodType<EraseInput> = z.strictObject({
  integration: z.string(),
});

export const erase = {
  name: 'erase',
  definition: {
    name: 'erase',
    title: 'Erase',
    description: 'Erases all notes of an integration.',
    inputSchema: {
      type: 'object',
      required: ['integration'],
      properties: { integration: { type: 'string' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'write', of: 'integration', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: EraseInput,
      output: null,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Forget what is noted of Loans.', input: { integration: 'Loans' } }],
    },
  ],
} as const;
