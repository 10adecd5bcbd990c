// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of add. */
export type AddInput = {
  a: number;
  b: number;
};

/** The answer of add. */
export type AddOutput = {
  sum: number;
};

export const AddInput: z.ZodType<AddInput> = z.strictObject({
  a: z.number().check(checks.integer),
  b: z.number().check(checks.integer).default(1),
});

export const AddOutput: z.ZodType<AddOutput> = z.strictObject({
  sum: z.number().check(checks.integer),
});

export const add = {
  name: 'add',
  definition: {
    name: 'add',
    title: 'Add',
    description: 'Adds.',
    inputSchema: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' }, b: { type: 'integer', default: 1 } },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['sum'],
      properties: { sum: { type: 'integer' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: AddInput,
      output: AddOutput,
      tooLarge: 'Ask for less.',
      examples: [
        { ask: 'What is 1 and 2?', input: { a: 1, b: 2 } },
        { ask: 'And 1 more?', input: { a: 1 } },
      ],
    },
  ],
} as const;
