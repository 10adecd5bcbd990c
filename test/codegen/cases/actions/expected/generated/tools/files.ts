// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of files, action list-files. */
export type FilesListFilesInput = {
  action: 'list-files';
  /** Whose files. */
  integration: string;
  limit: number;
};

/** The answer of files, action list-files. */
export type FilesListFilesOutput = {
  files: schemas.Name[];
};

/** The arguments of files, action write. */
export type FilesWriteInput = {
  action: 'write';
  /** Whose files. */
  integration: string;
  /** The file's name. */
  file: schemas.Name;
  content: string;
};

/** The answer of files, action write. */
export type FilesWriteOutput = {
  written: true;
};

/** The arguments of files, action move. */
export type FilesMoveInput = {
  action: 'move';
  /** Whose files. */
  integration: string;
  file: schemas.Name[];
  /** How many. */
  limit?: number;
};

/** The answer of files, action move. */
export type FilesMoveOutput = {
  moved: number;
} | {
  kept: number;
};

export const FilesListFilesInput: z.ZodType<FilesListFilesInput> = z.strictObject({
  action: z.literal('list-files'),
  integration: z.string(),
  limit: z.number().check(checks.integer).gte(1).default(20),
});

export const FilesListFilesOutput: z.ZodType<FilesListFilesOutput> = z.strictObject({
  files: z.array(schemas.Name),
});

export const FilesWriteInput: z.ZodType<FilesWriteInput> = z.strictObject({
  action: z.literal('write'),
  integration: z.string(),
  file: schemas.Name,
  content: z.string(),
});

export const FilesWriteOutput: z.ZodType<FilesWriteOutput> = z.strictObject({
  written: z.literal(true),
});

export const FilesMoveInput: z.ZodType<FilesMoveInput> = z.strictObject({
  action: z.literal('move'),
  integration: z.string(),
  file: z.array(schemas.Name),
  limit: z.number().check(checks.integer).gte(1).optional(),
});

export const FilesMoveOutput: z.ZodType<FilesMoveOutput> = z.union([
  z.strictObject({
    moved: z.number().check(checks.integer),
  }),
  z.strictObject({
    kept: z.number().check(checks.integer),
  }),
]);

export const files = {
  name: 'files',
  definition: {
    name: 'files',
    title: 'Files',
    description: 'Works with the files of an integration.\n\nActions:\n- list-files: Lists them.\n- write: Writes one.\n  Twice is fine.\n- move: Moves one.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['list-files', 'write', 'move'],
        },
        integration: { type: 'string', description: 'Whose files.' },
        limit: {
          type: 'integer',
          description: 'For list-files: Default 20. For move: How many.',
          minimum: 1,
        },
        file: {
          description: "For write (required): The file's name. For move (required).",
          anyOf: [{ type: 'string', minLength: 1 }, { type: 'array', items: json.Name }],
        },
        content: { type: 'string', description: 'For write (required).' },
      },
      required: ['action', 'integration'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['files'],
          properties: { files: { type: 'array', items: json.Name } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['written'],
          properties: { written: { const: true } },
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { moved: { type: 'integer' } },
          required: ['moved'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { kept: { type: 'integer' } },
          required: ['kept'],
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: 'list-files',
      permission: { level: 'read', of: 'integration', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 10 },
      input: FilesListFilesInput,
      output: FilesListFilesOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Which files are there?', input: { action: 'list-files', integration: 'a' } }],
    },
    {
      action: 'write',
      permission: { level: 'read', of: 'integration', create: null },
      limits: { request: 10485760, response: 921600, time: 30000, rate: 10 },
      input: FilesWriteInput,
      output: FilesWriteOutput,
      tooLarge: 'Ask for less.',
    },
    {
      action: 'move',
      permission: { level: 'read', of: 'integration', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 10 },
      input: FilesMoveInput,
      output: FilesMoveOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
