// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of fill. */
export type FillInput = {
  text: string;
  nothing: string | null;
  flag: boolean;
  list: number[];
  anything: unknown;
  options: {
    depth: number;
    more: {
      quiet: boolean;
    };
  };
  inside?: {
    n: number;
  }[];
};

export const FillInput: z.ZodType<FillInput> = z.strictObject({
  text: z.string().default(''),
  nothing: z.string().nullable().default(null),
  flag: z.boolean().default(false),
  list: z.array(z.number().check(checks.integer)).prefault([]),
  anything: z.unknown().prefault({ any: [1, 'two'] }),
  options: z.strictObject({
    depth: z.number().check(checks.integer).default(3),
    more: z.strictObject({
      quiet: z.boolean().default(true),
    }).prefault({ quiet: false }),
  }).prefault({}),
  inside: z.array(z.strictObject({
    n: z.number().check(checks.integer).default(1),
  })).optional(),
});

export const fill = {
  name: 'fill',
  definition: {
    name: 'fill',
    title: 'Fill',
    description: 'Fills in.',
    inputSchema: {
      type: 'object',
      properties: {
        text: { type: 'string', default: '' },
        nothing: { type: ['string', 'null'], default: null },
        flag: { type: 'boolean', default: false },
        list: { type: 'array', items: { type: 'integer' }, default: [] },
        anything: { default: { any: [1, 'two'] } },
        options: {
          type: 'object',
          default: {},
          properties: {
            depth: { type: 'integer', default: 3 },
            more: {
              type: 'object',
              properties: { quiet: { type: 'boolean', default: true } },
              default: { quiet: false },
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
        inside: {
          type: 'array',
          items: {
            type: 'object',
            properties: { n: { type: 'integer', default: 1 } },
            additionalProperties: false,
          },
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
      input: FillInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
