// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of draw. */
export type DrawInput = {
  /** One of them. */
  figure: schemas.Figure;
  where: number | string;
  overlapping?: {
    a: number;
  } | {
    a?: number;
    b: number;
  };
  single?: boolean;
  list?: (null | schemas.Figure)[];
};

/** The answer of draw. */
export type DrawOutput = {
  drawn: true;
} | {
  drawn: false;
  reason: string;
};

export const DrawInput: z.ZodType<DrawInput> = z.strictObject({
  figure: schemas.Figure,
  where: z.union([z.number().check(checks.integer), z.string().regex(/^\d+$/u)]).default(0),
  overlapping: z.union([
    z.strictObject({
      a: z.number().check(checks.integer).default(1),
    }),
    z.strictObject({
      a: z.number().check(checks.integer).optional(),
      b: z.number().check(checks.integer).default(2),
    }),
  ]).optional(),
  single: z.boolean().optional(),
  list: z.array(z.union([z.null(), schemas.Figure])).optional(),
});

export const DrawOutput: z.ZodType<DrawOutput> = z.union([
  z.strictObject({
    drawn: z.literal(true),
  }),
  z.strictObject({
    drawn: z.literal(false),
    reason: z.string(),
  }),
]);

export const draw = {
  name: 'draw',
  definition: {
    name: 'draw',
    title: 'Draw',
    description: 'Draws.',
    inputSchema: {
      type: 'object',
      required: ['figure'],
      properties: {
        figure: json.Figure,
        where: { anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^\\d+$' }], default: 0 },
        overlapping: {
          anyOf: [
            {
              type: 'object',
              properties: { a: { type: 'integer', default: 1 } },
              additionalProperties: false,
            },
            {
              type: 'object',
              properties: { a: { type: 'integer' }, b: { type: 'integer', default: 2 } },
              additionalProperties: false,
            },
          ],
        },
        single: { anyOf: [{ type: 'boolean' }] },
        list: { type: 'array', items: { anyOf: [{ type: 'null' }, json.Figure] } },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      description: 'What was drawn.',
      anyOf: [
        {
          type: 'object',
          properties: { drawn: { const: true } },
          required: ['drawn'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { drawn: { const: false }, reason: { type: 'string' } },
          required: ['drawn', 'reason'],
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
      input: DrawInput,
      output: DrawOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
