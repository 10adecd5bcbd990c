// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of 2fa. */
export type _2faInput = { [key: string]: never };

export const _2faInput: z.ZodType<_2faInput> = z.strictObject({});

export const _2fa = {
  name: '2fa',
  definition: {
    name: '2fa',
    title: '2FA',
    description: 'A digit first.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: _2faInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
