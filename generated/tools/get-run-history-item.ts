// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of get_run_history_item. */
export type GetRunHistoryItemInput = {
  /** The step. */
  item_id?: schemas.Id;
  /** The run, to search in all of its steps. */
  run_history_id?: schemas.Id;
  /** What to find. */
  search?: string;
  /** A regular expression in RE2 syntax, or a jq program such as .response.payload.results[].name. */
  search_type: 'regex' | 'jq';
  /** Whether A and a differ, for a regular expression. */
  case_sensitive: boolean;
};

/** The answer of get_run_history_item. */
export type GetRunHistoryItemOutput = {
  run_history_id: schemas.Id;
  /** One step of a run. A part that is empty is left out, and so are the parts of a step that is shown in an overview only. */
  item: schemas.RunStep;
  /** Stands in place of what is too large for one answer. */
  size_error?: schemas.SizeError;
} | {
  run_history_id: schemas.Id;
  /** In the order of the steps, 100 at the most. */
  matches: {
    item_id: schemas.Id;
    item_type: schemas.RunStepType;
    /** Where the regular expression was found. */
    part?: 'label' | 'request' | 'response' | 'content' | 'stack_trace' | 'messages';
    /** Counted from 1. */
    line?: number;
    /** What matched. */
    match?: string;
    /** The line, cut around the match when it is long. */
    text?: string;
    /** A result of the jq program. */
    value?: unknown;
    /** Present when the result is long; value is then the beginning of its JSON. */
    cut?: true;
  }[];
  search_report: {
    items_searched: number;
    /** Whether everything was searched. */
    complete: boolean;
    /** Which limit ended the search: 100 matches, 32 MB of steps, 5 seconds, or memory. */
    stopped_by?: 'matches' | 'size' | 'time' | 'memory';
    /** How many steps the jq program failed on. */
    items_failed?: number;
    /** What it said. */
    first_failure?: string;
  };
};

export const GetRunHistoryItemInput: z.ZodType<GetRunHistoryItemInput> = z.strictObject({
  item_id: schemas.Id.optional(),
  run_history_id: schemas.Id.optional(),
  search: z.string().min(1).max(2000).optional(),
  search_type: z.enum(['regex', 'jq']).default('regex'),
  case_sensitive: z.boolean().default(true),
});

export const GetRunHistoryItemOutput: z.ZodType<GetRunHistoryItemOutput> = z.union([
  z.strictObject({
    run_history_id: schemas.Id,
    item: schemas.RunStep,
    size_error: schemas.SizeError.optional(),
  }),
  z.strictObject({
    run_history_id: schemas.Id,
    matches: z.array(z.strictObject({
      item_id: schemas.Id,
      item_type: schemas.RunStepType,
      part: z.enum(['label', 'request', 'response', 'content', 'stack_trace', 'messages']).optional(),
      line: z.number().check(checks.integer).optional(),
      match: z.string().optional(),
      text: z.string().optional(),
      value: z.unknown().optional(),
      cut: z.literal(true).optional(),
    })),
    search_report: z.strictObject({
      items_searched: z.number().check(checks.integer),
      complete: z.boolean(),
      stopped_by: z.enum(['matches', 'size', 'time', 'memory']).optional(),
      items_failed: z.number().check(checks.integer).optional(),
      first_failure: z.string().optional(),
    }),
  }),
]);

export const getRunHistoryItem = {
  name: 'get_run_history_item',
  definition: {
    name: 'get_run_history_item',
    title: 'Read a step of a run, or search in it',
    description: 'Shows one step of a run with all that is in it (`item_id`), or finds something in one step (`item_id` and `search`) or in\nall steps of a run (`run_history_id` and `search`). `search` is a regular expression, or a jq program of which every result\nbut null is a match. The regular expression goes line by line through each part, JSON indented by two spaces. The jq program\nis given each step as one object: `id`, `sequence`, `type`, `label`, `failed`, `request`, `response`, `content`,\n`stack_trace`, `messages`.',
    inputSchema: {
      type: 'object',
      properties: {
        item_id: { ...json.Id, description: 'The step.' },
        run_history_id: { ...json.Id, description: 'The run, to search in all of its steps.' },
        search: { type: 'string', description: 'What to find.', minLength: 1, maxLength: 2000 },
        search_type: {
          type: 'string',
          description: 'A regular expression in RE2 syntax, or a jq program such as .response.payload.results[].name.',
          enum: ['regex', 'jq'],
          default: 'regex',
        },
        case_sensitive: {
          type: 'boolean',
          description: 'Whether A and a differ, for a regular expression.',
          default: true,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['run_history_id', 'item'],
          properties: { run_history_id: json.Id, item: json.RunStep, size_error: json.SizeError },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['run_history_id', 'matches', 'search_report'],
          properties: {
            run_history_id: json.Id,
            matches: {
              type: 'array',
              description: 'In the order of the steps, 100 at the most.',
              items: {
                type: 'object',
                required: ['item_id', 'item_type'],
                properties: {
                  item_id: json.Id,
                  item_type: json.RunStepType,
                  part: {
                    type: 'string',
                    description: 'Where the regular expression was found.',
                    enum: ['label', 'request', 'response', 'content', 'stack_trace', 'messages'],
                  },
                  line: { type: 'integer', description: 'Counted from 1.' },
                  match: { type: 'string', description: 'What matched.' },
                  text: { type: 'string', description: 'The line, cut around the match when it is long.' },
                  value: { description: 'A result of the jq program.' },
                  cut: {
                    description: 'Present when the result is long; value is then the beginning of its JSON.',
                    const: true,
                  },
                },
                additionalProperties: false,
              },
            },
            search_report: {
              type: 'object',
              required: ['items_searched', 'complete'],
              properties: {
                items_searched: { type: 'integer' },
                complete: { type: 'boolean', description: 'Whether everything was searched.' },
                stopped_by: {
                  type: 'string',
                  description: 'Which limit ended the search: 100 matches, 32 MB of steps, 5 seconds, or memory.',
                  enum: ['matches', 'size', 'time', 'memory'],
                },
                items_failed: { type: 'integer', description: 'How many steps the jq program failed on.' },
                first_failure: { type: 'string', description: 'What it said.' },
              },
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: {
        level: 'debug',
        of: { run_item: 'item_id', run: 'run_history_id' },
        and: 'run_history',
        create: null,
      },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: GetRunHistoryItemInput,
      output: GetRunHistoryItemOutput,
      tooLarge: 'Use a narrower `search`.',
      examples: [
        { ask: 'What did the third request send?', input: { item_id: 90210 } },
        {
          ask: 'Which addresses did run 1835 ask for?',
          input: { run_history_id: 1835, search: '.request.payload.url_path', search_type: 'jq' },
        },
      ],
    },
  ],
} as const;
