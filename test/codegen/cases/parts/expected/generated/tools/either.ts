// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of either. */
export type EitherInput = {
  run_id?: number;
  step_id?: number;
};

export const EitherInput: z.ZodType<EitherInput> = z.strictObject({
  run_id: z.number().check(checks.integer).optional(),
  step_id: z.number().check(checks.integer).optional(),
});

export const either = {
  name: 'either',
  definition: {
    name: 'either',
    title: 'B',
    description: 'B.',
    inputSchema: {
      type: 'object',
      properties: { run_id: { type: 'integer' }, step_id: { type: 'integer' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'read', of: { run: 'run_id', step: 'step_id' }, and: 'history', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: EitherInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
