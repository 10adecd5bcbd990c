// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of reads. */
export type ReadsInput = { [key: string]: never };

export const ReadsInput: z.ZodType<ReadsInput> = z.strictObject({});

export const reads = {
  name: 'reads',
  definition: {
    name: 'reads',
    title: 'B',
    description: 'B.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: ReadsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
