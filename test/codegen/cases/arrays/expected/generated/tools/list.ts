// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of list. */
export type ListInput = {
  plain?: string[];
  some?: number[];
  set?: string[];
  values?: (string | number | boolean | null)[];
  anything?: unknown[];
  matrix?: ((number | null)[])[];
  rows?: {
    id: number;
    tag: string;
  }[];
  default: string[];
};

export const ListInput: z.ZodType<ListInput> = z.strictObject({
  plain: z.array(z.string()).optional(),
  some: z.array(z.number().check(checks.integer)).min(1).max(2).optional(),
  set: z.array(z.string().max(2)).check(checks.unique).optional(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()]).nullable()).max(3).check(checks.unique).optional(),
  anything: z.array(z.unknown()).optional(),
  matrix: z.array(z.array(z.number().nullable())).optional(),
  rows: z.array(z.strictObject({
    id: z.number().check(checks.integer),
    tag: z.string().default('none'),
  })).optional(),
  default: z.array(z.string()).prefault(['a', 'b']),
});

export const list = {
  name: 'list',
  definition: {
    name: 'list',
    title: 'List',
    description: 'Lists.',
    inputSchema: {
      type: 'object',
      properties: {
        plain: { type: 'array', items: { type: 'string' } },
        some: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'integer' } },
        set: { type: 'array', uniqueItems: true, items: { type: 'string', maxLength: 2 } },
        values: {
          type: 'array',
          uniqueItems: true,
          maxItems: 3,
          items: { type: ['string', 'number', 'boolean', 'null'] },
        },
        anything: { type: 'array' },
        matrix: { type: 'array', items: { type: 'array', items: { type: ['number', 'null'] } } },
        rows: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id'],
            properties: { id: { type: 'integer' }, tag: { type: 'string', default: 'none' } },
            additionalProperties: false,
          },
        },
        default: { type: 'array', items: { type: 'string' }, default: ['a', 'b'] },
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
      input: ListInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
