// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of count. */
export type CountInput = {
  whole: number;
  some: number;
  number?: number;
  both?: number;
  steps?: number;
  halves?: number;
};

/** The answer of count. */
export type CountOutput = {
  sum: number;
};

export const CountInput: z.ZodType<CountInput> = z.strictObject({
  whole: z.number().check(checks.integer),
  some: z.number().check(checks.integer).gte(-5).lte(5).default(0),
  number: z.number().gt(0).lt(1).optional(),
  both: z.number().gte(0).gt(0.5).lte(10).lt(9.5).optional(),
  steps: z.number().check(checks.integer, checks.multipleOf(3)).optional(),
  halves: z.number().check(checks.multipleOf(2)).gte(0).optional(),
});

export const CountOutput: z.ZodType<CountOutput> = z.strictObject({
  sum: z.number(),
});

export const count = {
  name: 'count',
  definition: {
    name: 'count',
    title: 'Count',
    description: 'Counts.',
    inputSchema: {
      type: 'object',
      required: ['whole'],
      properties: {
        whole: { type: 'integer' },
        some: { type: 'integer', minimum: -5, maximum: 5, default: 0 },
        number: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
        both: { type: 'number', minimum: 0, exclusiveMinimum: 0.5, maximum: 10, exclusiveMaximum: 9.5 },
        steps: { type: 'integer', multipleOf: 3 },
        halves: { type: 'number', multipleOf: 2, minimum: 0 },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['sum'],
      properties: { sum: { type: 'number' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CountInput,
      output: CountOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
