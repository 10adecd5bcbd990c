// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of both. */
export type BothInput = {
  name: string;
};

export const BothInput: z.ZodType<BothInput> = z.strictObject({
  name: z.string(),
});

export const both = {
  name: 'both',
  definition: {
    name: 'both',
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
      permission: { level: 'read', of: 'name', and: 'history', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: BothInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
