// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of made. */
export type MadeInput = {
  name: string;
  create: boolean;
};

export const MadeInput: z.ZodType<MadeInput> = z.strictObject({
  name: z.string(),
  create: z.boolean().default(false),
});

export const made = {
  name: 'made',
  definition: {
    name: 'made',
    title: 'D',
    description: 'D.',
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
      permission: { level: 'read', of: 'name', create: { level: 'staff', when: 'create' } },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: MadeInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
