// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of plain_actions, action a. */
export type PlainActionsAInput = {
  action: 'a';
};

/** The arguments of plain_actions, action b. */
export type PlainActionsBInput = {
  action: 'b';
};

/** The answer of plain_actions, action b. */
export type PlainActionsBOutput = {
  x?: number;
};

export const PlainActionsAInput: z.ZodType<PlainActionsAInput> = z.strictObject({
  action: z.literal('a'),
});

export const PlainActionsBInput: z.ZodType<PlainActionsBInput> = z.strictObject({
  action: z.literal('b'),
});

export const PlainActionsBOutput: z.ZodType<PlainActionsBOutput> = z.strictObject({
  x: z.number().check(checks.integer).optional(),
});

export const plainActions = {
  name: 'plain_actions',
  definition: {
    name: 'plain_actions',
    title: 'Plain actions',
    description: 'One answers with content.\n\nActions:\n- a: A.\n- b: B.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['a', 'b'],
        },
      },
      required: ['action'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: 'a',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: PlainActionsAInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
    {
      action: 'b',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: PlainActionsBInput,
      output: PlainActionsBOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
