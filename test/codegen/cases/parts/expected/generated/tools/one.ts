// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of one. */
export type OneInput = {
  run_id: number;
};

export const OneInput: z.ZodType<OneInput> = z.strictObject({
  run_id: z.number().check(checks.integer),
});

export const one = {
  name: 'one',
  definition: {
    name: 'one',
    title: 'A',
    description: 'A.',
    inputSchema: {
      type: 'object',
      required: ['run_id'],
      properties: { run_id: { type: 'integer' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'read', of: { run: 'run_id' }, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: OneInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
