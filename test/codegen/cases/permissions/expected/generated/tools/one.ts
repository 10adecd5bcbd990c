// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of one. */
export type OneInput = {
  name: string;
};

export const OneInput: z.ZodType<OneInput> = z.strictObject({
  name: z.string(),
});

export const one = {
  name: 'one',
  definition: {
    name: 'one',
    title: 'C',
    description: 'C.',
    inputSchema: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'read', of: 'name', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: OneInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
