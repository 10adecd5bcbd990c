// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of look. */
export type LookInput = {
  /** Which one. */
  integration: string;
  pattern?: string;
  /** How many. */
  limit?: number;
};

/** The answer of look. */
export type LookOutput = {
  found: number;
};

export const LookInput: z.ZodType<LookInput> = z.strictObject({
  integration: z.string(),
  pattern: z.string().optional(),
  limit: z.number().check(checks.integer).optional(),
});

export const LookOutput: z.ZodType<LookOutput> = z.strictObject({
  found: z.number().check(checks.integer),
});

export const look = {
  name: 'look',
  definition: {
    name: 'look',
    title: 'Look',
    description: 'Looks.',
    inputSchema: {
      type: 'object',
      required: ['integration'],
      properties: {
        integration: { type: 'string', description: 'Which one.' },
        pattern: { type: 'string' },
        limit: { type: 'integer', description: 'How many.' },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['found'],
      properties: { found: { type: 'integer' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'read', of: 'integration', and: 'staff', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: LookInput,
      output: LookOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Look for "a.b" in Loan Booking, 10 at most, but not 100',
          input: { integration: 'Loan Booking', pattern: 'a.b', limit: 10 },
        },
        { ask: 'Nothing to fill in.', input: { integration: 'Cards' } },
        { ask: 'Explain Loan to a newcomer who knows Loan Booking', input: { integration: 'Loan' } },
      ],
    },
  ],
} as const;
