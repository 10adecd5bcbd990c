// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of notes, action list. */
export type NotesListInput = {
  action: 'list';
};

/** The arguments of notes, action show. */
export type NotesShowInput = {
  action: 'show';
  integration: string;
};

/** The arguments of notes, action add. */
export type NotesAddInput = {
  action: 'add';
  integration: string;
  text: string;
  new: boolean;
};

export const NotesListInput: z.ZodType<NotesListInput> = z.strictObject({
  action: z.literal('list'),
});

export const NotesShowInput: z.ZodType<NotesShowInput> = z.strictObject({
  action: z.literal('show'),
  integration: z.string(),
});

export const NotesAddInput: z.ZodType<NotesAddInput> = z.strictObject({
  action: z.literal('add'),
  integration: z.string(),
  text: z.string(),
  new: z.boolean().default(false),
});

export const notes = {
  name: 'notes',
  definition: {
    name: 'notes',
    title: 'Notes',
    description: 'Works with notes. Each action asks for a permission of its own.\n\nActions:\n- list: Lists what there is.\n- show: Shows the notes of an integration.\n- add: Adds a note to an integration, which may be new.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['list', 'show', 'add'],
        },
        integration: { type: 'string', description: 'For show (required), add (required).' },
        text: { type: 'string', description: 'For add (required).' },
        new: { type: 'boolean', description: 'For add: Default false.' },
      },
      required: ['action'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: 'list',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: NotesListInput,
      output: null,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Which notes are there?', input: { action: 'list' } }],
    },
    {
      action: 'show',
      permission: { level: 'read', of: 'integration', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: NotesShowInput,
      output: null,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'What is noted of Loans?', input: { action: 'show', integration: 'Loans' } }],
    },
    {
      action: 'add',
      permission: { level: 'write', of: 'integration', create: { level: 'staff', when: 'new' } },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: NotesAddInput,
      output: null,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Note that Loans is slow.',
          input: { action: 'add', integration: 'Loans', text: 'slow' },
        },
      ],
    },
  ],
} as const;
