// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of several, action see. */
export type SeveralSeeInput = {
  action: 'see';
  id: number;
};

/** The arguments of several, action touch. */
export type SeveralTouchInput = {
  action: 'touch';
  name: string;
};

export const SeveralSeeInput: z.ZodType<SeveralSeeInput> = z.strictObject({
  action: z.literal('see'),
  id: z.number().check(checks.integer),
});

export const SeveralTouchInput: z.ZodType<SeveralTouchInput> = z.strictObject({
  action: z.literal('touch'),
  name: z.string(),
});

export const several = {
  name: 'several',
  definition: {
    name: 'several',
    title: 'D',
    description: 'D.\n\nActions:\n- see: See.\n- touch: Touch.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['see', 'touch'],
        },
        id: { type: 'integer', description: 'For see (required).' },
        name: { type: 'string', description: 'For touch (required).' },
      },
      required: ['action'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: 'see',
      permission: { level: 'read', of: { run: 'id' }, and: 'history', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SeveralSeeInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
    {
      action: 'touch',
      permission: { level: 'write', of: 'name', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SeveralTouchInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
