// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of mix. */
export type MixInput = {
  text?: string | null;
  flag: string | boolean | null;
  number?: number;
  deep?: {
    a: string;
  } | number[] | null;
};

export const MixInput: z.ZodType<MixInput> = z.strictObject({
  text: z.string().max(2).nullable().optional(),
  flag: z.union([z.string().min(1), z.boolean()]).nullable().default(true),
  number: z.number().gte(0).optional(),
  deep: z.union([
    z.strictObject({
      a: z.string(),
    }),
    z.array(z.number().check(checks.integer)).min(1),
  ]).nullable().optional(),
});

export const mix = {
  name: 'mix',
  definition: {
    name: 'mix',
    title: 'Mix',
    description: 'Mixes.',
    inputSchema: {
      type: 'object',
      properties: {
        text: { type: ['string', 'null'], maxLength: 2 },
        flag: { type: ['string', 'boolean', 'null'], minLength: 1, default: true },
        number: { type: ['integer', 'number'], minimum: 0 },
        deep: {
          type: ['object', 'array', 'null'],
          minItems: 1,
          items: { type: 'integer' },
          required: ['a'],
          properties: { a: { type: 'string' } },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: MixInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
