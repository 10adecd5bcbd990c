// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of say. */
export type SayInput = { [key: string]: never };

export const SayInput: z.ZodType<SayInput> = z.strictObject({});

export const say = {
  name: 'say',
  definition: {
    name: 'say',
    title: 'Say',
    description: 'Answers with content.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SayInput,
      output: null,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Say it.', input: {} }],
    },
  ],
} as const;
