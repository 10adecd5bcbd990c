// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of greet. */
export type GreetInput = {
  /** Counted in characters. */
  name: string;
  code?: string;
  part?: string;
  both: string;
  nothing?: string;
  any?: string;
};

/** The answer of greet. */
export type GreetOutput = {
  /**
   * A text
   * of two lines.
   */
  text: string;
};

export const GreetInput: z.ZodType<GreetInput> = z.strictObject({
  name: z.string().min(1).max(3),
  code: z.string().regex(/^[a-z]+\/\d{2}$/u).optional(),
  part: z.string().regex(/é|😀/u).optional(),
  both: z.string().regex(/^x/u).min(2).default('xy'),
  nothing: z.string().max(0).optional(),
  any: z.string().min(0).optional(),
});

export const GreetOutput: z.ZodType<GreetOutput> = z.strictObject({
  text: z.string(),
});

export const greet = {
  name: 'greet',
  definition: {
    name: 'greet',
    title: 'Greet',
    description: 'Says hello.',
    inputSchema: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', description: 'Counted in characters.', minLength: 1, maxLength: 3 },
        code: { type: 'string', pattern: '^[a-z]+/\\d{2}$' },
        part: { type: 'string', pattern: 'é|😀' },
        both: { type: 'string', minLength: 2, pattern: '^x', default: 'xy' },
        nothing: { type: 'string', maxLength: 0 },
        any: { type: 'string', minLength: 0 },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['text'],
      properties: { text: { type: 'string', description: 'A text\nof two lines.' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: GreetInput,
      output: GreetOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
