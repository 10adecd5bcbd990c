// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of everyone. */
export type EveryoneInput = { [key: string]: never };

export const EveryoneInput: z.ZodType<EveryoneInput> = z.strictObject({});

export const everyone = {
  name: 'everyone',
  definition: {
    name: 'everyone',
    title: 'A',
    description: 'A.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: EveryoneInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
