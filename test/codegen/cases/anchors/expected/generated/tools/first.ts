// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of first. */
export type FirstInput = {
  name: string;
};

export const FirstInput: z.ZodType<FirstInput> = z.strictObject({
  name: z.string().max(5),
});

export const first = {
  name: 'first',
  definition: {
    name: 'first',
    title: 'First',
    description: 'First.',
    inputSchema: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 5 } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FirstInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
