// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of long_form. */
export type LongFormInput = { [key: string]: never };

export const LongFormInput: z.ZodType<LongFormInput> = z.strictObject({});

export const longForm = {
  name: 'long_form',
  definition: {
    name: 'long_form',
    title: 'B',
    description: 'B.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: LongFormInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
