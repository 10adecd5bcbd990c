// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of choose. */
export type ChooseInput = {
  word: 'one' | 'two' | "it's";
  only?: 'single';
  mixed?: 'a' | 1 | 1.5 | true | null;
  nullable: 'x' | null;
  fixed?: 7;
  none?: null;
  nothing?: null;
  yes?: true;
};

/** The answer of choose. */
export type ChooseOutput = {
  ok: true;
} | {
  ok: false;
  why: string;
};

export const ChooseInput: z.ZodType<ChooseInput> = z.strictObject({
  word: z.enum(['one', 'two', "it's"]).default('one'),
  only: z.enum(['single']).optional(),
  mixed: z.literal(['a', 1, 1.5, true, null]).optional(),
  nullable: z.literal(['x', null]).default(null),
  fixed: z.literal(7).optional(),
  none: z.literal(null).optional(),
  nothing: z.null().optional(),
  yes: z.literal(true).optional(),
});

export const ChooseOutput: z.ZodType<ChooseOutput> = z.union([
  z.strictObject({
    ok: z.literal(true),
  }),
  z.strictObject({
    ok: z.literal(false),
    why: z.string(),
  }),
]);

export const choose = {
  name: 'choose',
  definition: {
    name: 'choose',
    title: 'Choose',
    description: 'Chooses.',
    inputSchema: {
      type: 'object',
      properties: {
        word: { type: 'string', enum: ['one', 'two', "it's"], default: 'one' },
        only: { enum: ['single'] },
        mixed: { enum: ['a', 1, 1.5, true, null] },
        nullable: { type: ['string', 'null'], enum: ['x', null], default: null },
        fixed: { const: 7 },
        none: { const: null },
        nothing: { type: 'null' },
        yes: { type: 'boolean', const: true },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['ok'],
          properties: { ok: { const: true } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['ok', 'why'],
          properties: { ok: { const: false }, why: { type: 'string' } },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: ChooseInput,
      output: ChooseOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
