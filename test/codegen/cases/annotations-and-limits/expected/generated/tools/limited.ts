// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of limited. */
export type LimitedInput = { [key: string]: never };

export const LimitedInput: z.ZodType<LimitedInput> = z.strictObject({});

export const limited = {
  name: 'limited',
  definition: {
    name: 'limited',
    title: 'D',
    description: 'D.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1536, response: 10, time: 120000, rate: 1 },
      input: LimitedInput,
      output: null,
      tooLarge: 'Ask for less of it.',
    },
  ],
} as const;
