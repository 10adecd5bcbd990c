// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of files, action list. */
export type FilesListInput = {
  what: 'list';
};

/** The answer of files, action list. */
export type FilesListOutput = {
  files: string[];
};

/** The arguments of files, action show. */
export type FilesShowInput = {
  what: 'show';
  /** Which one. */
  file: string;
};

/** The answer of files, action show. */
export type FilesShowOutput = {
  text: string;
};

export const FilesListInput: z.ZodType<FilesListInput> = z.strictObject({
  what: z.literal('list'),
});

export const FilesListOutput: z.ZodType<FilesListOutput> = z.strictObject({
  files: z.array(z.string()),
});

export const FilesShowInput: z.ZodType<FilesShowInput> = z.strictObject({
  what: z.literal('show'),
  file: z.string(),
});

export const FilesShowOutput: z.ZodType<FilesShowOutput> = z.strictObject({
  text: z.string(),
});

export const files = {
  name: 'files',
  definition: {
    name: 'files',
    title: 'Files',
    description: 'Files.\n\nActions:\n- list: Lists them.\n- show: Shows one.',
    inputSchema: {
      type: 'object',
      properties: {
        what: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['list', 'show'],
        },
        file: { type: 'string', description: 'For show (required): Which one.' },
      },
      required: ['what'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['files'],
          properties: { files: { type: 'array', items: { type: 'string' } } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['text'],
          properties: { text: { type: 'string' } },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  chosenBy: 'what',
  operations: [
    {
      action: 'list',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FilesListInput,
      output: FilesListOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'list the files', input: { what: 'list' } }],
    },
    {
      action: 'show',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FilesShowInput,
      output: FilesShowOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'show a.txt', input: { what: 'show', file: 'a.txt' } }],
    },
  ],
} as const;
