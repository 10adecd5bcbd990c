// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of delete. */
export type DeleteInput = { [key: string]: never };

export const DeleteInput: z.ZodType<DeleteInput> = z.strictObject({});

export const delete_ = {
  name: 'delete',
  definition: {
    name: 'delete',
    title: 'Delete',
    description: "Has `ticks`, ${dollars}, \"quotes\", it's */ and\nlines.",
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DeleteInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
