// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of get_run_history. */
export type GetRunHistoryInput = {
  /** The run, by its number in the run history. */
  run_history_id: schemas.Id;
  /** Whether to show its steps. */
  include_items: boolean;
  /** Whether to show the messages of its steps. */
  include_messages: boolean;
  /** Whether to show the labels of the run. */
  include_labels: boolean;
  /** Shows the steps behind this one. For the rest of a run with very many steps. */
  after_sequence: number;
};

/** The answer of get_run_history. */
export type GetRunHistoryOutput = {
  /** What is known of a run beside its steps. */
  run: schemas.RunRecord;
  /** In their order, 2000 at the most. */
  items?: schemas.RunStep[];
  /** Stands in place of what is too large for one answer. */
  size_error?: schemas.SizeError;
  /** Present when there are more steps: pass it on as after_sequence. */
  next_after_sequence?: number;
};

export const GetRunHistoryInput: z.ZodType<GetRunHistoryInput> = z.strictObject({
  run_history_id: schemas.Id,
  include_items: z.boolean().default(true),
  include_messages: z.boolean().default(true),
  include_labels: z.boolean().default(true),
  after_sequence: z.number().check(checks.integer).gte(0).lte(2147483647).default(0),
});

export const GetRunHistoryOutput: z.ZodType<GetRunHistoryOutput> = z.strictObject({
  run: schemas.RunRecord,
  items: z.array(schemas.RunStep).optional(),
  size_error: schemas.SizeError.optional(),
  next_after_sequence: z.number().check(checks.integer).optional(),
});

export const getRunHistory = {
  name: 'get_run_history',
  definition: {
    name: 'get_run_history',
    title: 'Read a run',
    description: 'Shows what happened in one run, step by step: what came in, what each request sent and got, where it failed and why.\nWhen the steps are too large for one answer, they are listed with their sizes and without what is in them; read those with\nget_run_history_item.',
    inputSchema: {
      type: 'object',
      required: ['run_history_id'],
      properties: {
        run_history_id: { ...json.Id, description: 'The run, by its number in the run history.' },
        include_items: { type: 'boolean', description: 'Whether to show its steps.', default: true },
        include_messages: {
          type: 'boolean',
          description: 'Whether to show the messages of its steps.',
          default: true,
        },
        include_labels: { type: 'boolean', description: 'Whether to show the labels of the run.', default: true },
        after_sequence: {
          type: 'integer',
          description: 'Shows the steps behind this one. For the rest of a run with very many steps.',
          minimum: 0,
          maximum: 2147483647,
          default: 0,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['run'],
      properties: {
        run: json.RunRecord,
        items: { type: 'array', description: 'In their order, 2000 at the most.', items: json.RunStep },
        size_error: json.SizeError,
        next_after_sequence: {
          type: 'integer',
          description: 'Present when there are more steps: pass it on as after_sequence.',
        },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'debug', of: { run: 'run_history_id' }, and: 'run_history', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: GetRunHistoryInput,
      output: GetRunHistoryOutput,
      tooLarge: 'Read it without its items, and the items with get_run_history_item.',
      examples: [{ ask: 'Why did run 1835 fail?', input: { run_history_id: 1835 } }],
    },
  ],
} as const;
