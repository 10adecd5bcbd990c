// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of search_run_histories. */
export type SearchRunHistoriesInput = {
  /** Runs that started then or later: ISO 8601 with any offset, UTC without one. A date alone is its beginning. */
  start_date?: string;
  /** Runs that started then or earlier. A date alone is its end. */
  end_date?: string;
  status?: 'queued' | 'running' | 'success' | 'failure';
  /** Left out, all whose run history you may see. */
  integration_names?: schemas.IntegrationName[];
  /** Runs in which a service request succeeded, or failed. */
  service_request_status?: 'success' | 'failure';
  /** Runs that have a step of this label, for example the formula variable of a service request. */
  step_label?: string;
  step_type?: schemas.RunStepType;
  /** The name of whoever ran it. */
  user?: string;
  run_history_id?: schemas.Id;
  /** Words that stand in a step. */
  text?: string;
  /** Whether runs that another run started are found. A text or a run's id finds them in any case. */
  include_sub_integrations: boolean;
  /** Whether DEBUG steps count for the filters about steps and for the text. Asked for by their type, they do. */
  include_debug: boolean;
  /** The next_cursor of the page before, with the same filters. */
  cursor?: string;
};

/** The answer of search_run_histories. */
export type SearchRunHistoriesOutput = {
  /** How many runs there are on all pages, counted to 10000. With a filter about steps or a text, how many there are on this page. */
  record_count: number;
  /** Whether there are more than record_count. */
  more_than: boolean;
  records_per_page: number;
  records: (schemas.RunRecord & {
    /** The steps in which the text stands, the newest first, 100 at the most. */
    matching_item_ids?: schemas.Id[];
  })[];
  /** Present when there are more. */
  next_cursor?: string;
  /** Present when the time was over before the page was full; go on with next_cursor. */
  incomplete?: string;
  /** Present when a text was searched. */
  search_report?: {
    /** The words that were searched. */
    words: string[];
    /** How many steps with these words were read. */
    items_checked: number;
    items_matching: number;
  };
};

export const SearchRunHistoriesInput: z.ZodType<SearchRunHistoriesInput> = z.strictObject({
  start_date: z.string().max(40).optional(),
  end_date: z.string().max(40).optional(),
  status: z.enum(['queued', 'running', 'success', 'failure']).optional(),
  integration_names: z.array(schemas.IntegrationName).min(1).max(50).check(checks.unique).optional(),
  service_request_status: z.enum(['success', 'failure']).optional(),
  step_label: z.string().min(1).max(255).optional(),
  step_type: schemas.RunStepType.optional(),
  user: z.string().min(1).max(255).optional(),
  run_history_id: schemas.Id.optional(),
  text: z.string().min(1).max(500).optional(),
  include_sub_integrations: z.boolean().default(false),
  include_debug: z.boolean().default(false),
  cursor: z.string().max(200).optional(),
});

export const SearchRunHistoriesOutput: z.ZodType<SearchRunHistoriesOutput> = z.strictObject({
  record_count: z.number().check(checks.integer),
  more_than: z.boolean(),
  records_per_page: z.number().check(checks.integer),
  records: z.array(schemas.RunRecord.extend({
    matching_item_ids: z.array(schemas.Id).optional(),
  })),
  next_cursor: z.string().optional(),
  incomplete: z.string().optional(),
  search_report: z.strictObject({
    words: z.array(z.string()),
    items_checked: z.number().check(checks.integer),
    items_matching: z.number().check(checks.integer),
  }).optional(),
});

export const searchRunHistories = {
  name: 'search_run_histories',
  definition: {
    name: 'search_run_histories',
    title: 'Search the run history',
    description: 'Finds runs, the newest first, 50 on a page, of the integrations whose run history you may see.\nFilters can be combined. A text search finds the runs in whose steps the words stand one after the other, whole words in\nany case, and names the steps; the filters about steps then say which steps are searched.\nThen read a run with get_run_history.',
    inputSchema: {
      type: 'object',
      properties: {
        start_date: {
          type: 'string',
          description: 'Runs that started then or later: ISO 8601 with any offset, UTC without one. A date alone is its beginning.',
          maxLength: 40,
        },
        end_date: {
          type: 'string',
          description: 'Runs that started then or earlier. A date alone is its end.',
          maxLength: 40,
        },
        status: { type: 'string', enum: ['queued', 'running', 'success', 'failure'] },
        integration_names: {
          type: 'array',
          description: 'Left out, all whose run history you may see.',
          minItems: 1,
          maxItems: 50,
          uniqueItems: true,
          items: json.IntegrationName,
        },
        service_request_status: {
          type: 'string',
          description: 'Runs in which a service request succeeded, or failed.',
          enum: ['success', 'failure'],
        },
        step_label: {
          type: 'string',
          description: 'Runs that have a step of this label, for example the formula variable of a service request.',
          minLength: 1,
          maxLength: 255,
        },
        step_type: json.RunStepType,
        user: { type: 'string', description: 'The name of whoever ran it.', minLength: 1, maxLength: 255 },
        run_history_id: json.Id,
        text: { type: 'string', description: 'Words that stand in a step.', minLength: 1, maxLength: 500 },
        include_sub_integrations: {
          type: 'boolean',
          description: "Whether runs that another run started are found. A text or a run's id finds them in any case.",
          default: false,
        },
        include_debug: {
          type: 'boolean',
          description: 'Whether DEBUG steps count for the filters about steps and for the text. Asked for by their type, they do.',
          default: false,
        },
        cursor: {
          type: 'string',
          description: 'The next_cursor of the page before, with the same filters.',
          maxLength: 200,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['record_count', 'more_than', 'records_per_page', 'records'],
      properties: {
        record_count: {
          type: 'integer',
          description: 'How many runs there are on all pages, counted to 10000. With a filter about steps or a text, how many there are on this page.',
        },
        more_than: { type: 'boolean', description: 'Whether there are more than record_count.' },
        records_per_page: { type: 'integer' },
        records: {
          type: 'array',
          items: {
            ...json.RunRecord,
            properties: {
              ...json.RunRecord.properties,
              matching_item_ids: {
                type: 'array',
                description: 'The steps in which the text stands, the newest first, 100 at the most.',
                items: json.Id,
              },
            },
          },
        },
        next_cursor: { type: 'string', description: 'Present when there are more.' },
        incomplete: {
          type: 'string',
          description: 'Present when the time was over before the page was full; go on with next_cursor.',
        },
        search_report: {
          type: 'object',
          description: 'Present when a text was searched.',
          required: ['words', 'items_checked', 'items_matching'],
          properties: {
            words: {
              type: 'array',
              description: 'The words that were searched.',
              items: { type: 'string' },
            },
            items_checked: { type: 'integer', description: 'How many steps with these words were read.' },
            items_matching: { type: 'integer' },
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'run_history', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SearchRunHistoriesInput,
      output: SearchRunHistoriesOutput,
      tooLarge: 'Use narrower filters.',
      examples: [
        {
          ask: 'Which runs of Loan Booking failed since yesterday, and why?',
          input: { integration_names: ['Loan Booking'], status: 'failure', start_date: '2026-11-21' },
        },
      ],
    },
  ],
} as const;
