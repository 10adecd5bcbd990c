// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of nothing_said. */
export type NothingSaidInput = { [key: string]: never };

export const NothingSaidInput: z.ZodType<NothingSaidInput> = z.strictObject({});

export const nothingSaid = {
  name: 'nothing_said',
  definition: {
    name: 'nothing_said',
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
      input: NothingSaidInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
