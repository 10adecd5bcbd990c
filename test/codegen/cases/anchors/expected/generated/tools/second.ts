// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of second. */
export type SecondInput = {
  name: string;
};

/** The answer of second. */
export type SecondOutput = {
  name?: string;
};

export const SecondInput: z.ZodType<SecondInput> = z.strictObject({
  name: z.string().max(5),
});

export const SecondOutput: z.ZodType<SecondOutput> = z.strictObject({
  name: z.string().max(5).optional(),
});

export const second = {
  name: 'second',
  definition: {
    name: 'second',
    title: 'Second',
    description: 'Second.',
    inputSchema: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 5 } },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 5 } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SecondInput,
      output: SecondOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
