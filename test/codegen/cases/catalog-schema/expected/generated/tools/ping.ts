// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of ping. */
export type PingInput = { [key: string]: never };

export const PingInput: z.ZodType<PingInput> = z.strictObject({});

export const ping = {
  name: 'ping',
  definition: {
    name: 'ping',
    title: 'Ping',
    description: 'Answers.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: PingInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
