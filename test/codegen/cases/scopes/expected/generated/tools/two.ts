// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of two. */
export type TwoInput = {
  id: number;
};

export const TwoInput: z.ZodType<TwoInput> = z.strictObject({
  id: z.number().check(checks.integer),
});

export const two = {
  name: 'two',
  definition: {
    name: 'two',
    title: 'C',
    description: 'C.',
    inputSchema: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'write', of: { run: 'id' }, and: 'history', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: TwoInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
