// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of shape. */
export type ShapeInput = {
  /** Nothing else fits. */
  closed: {
    a: string;
    /** A name in quotes. */
    'b-c'?: number;
  };
  open: {
    [key: string]: unknown;
  };
  some?: {
    a?: string;
    [key: string]: unknown;
  };
  counts?: {
    [key: string]: number;
  };
  mixed?: {
    a: string;
    [key: string]: number | string;
  };
  empty?: { [key: string]: never };
  any: unknown;
  /** Anything at all. */
  maybe?: unknown;
  maps?: {
    [key: string]: {
      [key: string]: null;
    };
  };
};

export const ShapeInput: z.ZodType<ShapeInput> = z.strictObject({
  closed: z.strictObject({
    a: z.string(),
    'b-c': z.number().check(checks.integer).optional(),
  }),
  open: z.looseObject({}),
  some: z.looseObject({
    a: z.string().optional(),
  }).optional(),
  counts: checks.open(z.object({}), z.number().check(checks.integer)).optional(),
  mixed: checks.open(z.object({
    a: z.string(),
  }), z.number().gte(0)).optional(),
  empty: z.strictObject({}).optional(),
  any: z.unknown(),
  maybe: z.unknown().optional(),
  maps: checks.open(z.object({}), checks.open(z.object({}), z.null())).optional(),
});

export const shape = {
  name: 'shape',
  definition: {
    name: 'shape',
    title: 'Shape',
    description: 'Shapes.',
    inputSchema: {
      type: 'object',
      required: ['closed', 'open', 'any'],
      properties: {
        closed: {
          type: 'object',
          description: 'Nothing else fits.',
          required: ['a'],
          properties: { a: { type: 'string' }, 'b-c': { type: 'integer', description: 'A name in quotes.' } },
          additionalProperties: false,
        },
        open: { type: 'object', additionalProperties: true },
        some: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
        counts: { type: 'object', additionalProperties: { type: 'integer' } },
        mixed: {
          type: 'object',
          properties: { a: { type: 'string' } },
          required: ['a'],
          additionalProperties: { type: 'number', minimum: 0 },
        },
        empty: { type: 'object', additionalProperties: false },
        any: {},
        maybe: { description: 'Anything at all.' },
        maps: {
          type: 'object',
          additionalProperties: { type: 'object', additionalProperties: { type: 'null' } },
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
      input: ShapeInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
