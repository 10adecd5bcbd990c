// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of _private_. */
export type PrivateInput = { [key: string]: never };

export const PrivateInput: z.ZodType<PrivateInput> = z.strictObject({});

export const private_ = {
  name: '_private_',
  definition: {
    name: '_private_',
    title: 'A | B',
    description: 'Pipes | in | tables.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: PrivateInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
