// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of one. */
export type OneInput = {
  name: string;
  create: boolean;
};

export const OneInput: z.ZodType<OneInput> = z.strictObject({
  name: z.string(),
  create: z.boolean().default(false),
});

export const one = {
  name: 'one',
  definition: {
    name: 'one',
    title: 'B',
    description: 'B.',
    inputSchema: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, create: { type: 'boolean', default: false } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'write', of: 'name', create: { level: 'staff', when: 'create' } },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: OneInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
