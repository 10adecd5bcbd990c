// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of adds. */
export type AddsInput = { [key: string]: never };

export const AddsInput: z.ZodType<AddsInput> = z.strictObject({});

export const adds = {
  name: 'adds',
  definition: {
    name: 'adds',
    title: 'C',
    description: 'C.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: AddsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
