// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of execute_integration. */
export type ExecuteIntegrationInput = {
  /** The integration's path name, or its id. */
  integration_name: schemas.IntegrationName;
  /** The input, any JSON that fits the tool's input_schema. Not together with run_history_id. */
  payload?: unknown;
  /** An earlier run of the same integration whose input is used again. */
  run_history_id?: schemas.Id;
  /** The tool to register for an integration that has none. */
  tool_definition?: {
    /** Under which clients find it. Unique; not the name of a tool of the gateway. */
    name: schemas.ToolName;
    /** What it does and when to use it, for a model that has to decide that. */
    description: schemas.ToolDescription;
    /** What the integration's payload must be: a JSON Schema (2020-12) of type object, 64 KB, 20 levels and 1000 schemas at the most; patterns in RE2 syntax, $ref within the schema only. */
    input_schema: schemas.InputSchema;
  };
  /** How long to wait for the result; 0 queues the run, to begin as soon as there is room, and answers at once. */
  wait_seconds: number;
};

/** The answer of execute_integration. */
export type ExecuteIntegrationOutput = {
  success: true;
  integration: schemas.RunIntegration;
  /** What the integration answered. Absent when it is too large to be shown here. */
  result?: unknown;
  /** How large the result is that is too large to be shown here. */
  result_bytes?: number;
  /** The HTTP status that the integration set. */
  status: number;
  /** The name of the tool that this call registered. */
  registered_tool?: string;
  /** The run in the run history. Absent when the integration stores none. */
  run_history_id?: schemas.RunHistoryId;
  /** Why a part of the run is missing in its history. Absent when nothing is. */
  history_problem?: schemas.HistoryProblem;
  milliseconds: number;
} | {
  success: false;
  error: 'integration_failed';
  /** For example validation_failed, formula_failed or service_request_failed. */
  error_type: string;
  message: string;
  hint: string;
  integration: schemas.RunIntegration;
  /** What the integration answered all the same. Absent when it is too large to be shown here. */
  result?: unknown;
  /** How large the result is that is too large to be shown here. */
  result_bytes?: number;
  /** The HTTP status that the integration set. */
  status: number;
  /** The name of the tool that this call registered. */
  registered_tool?: string;
  /** The run in the run history. Absent when the integration stores none. */
  run_history_id?: schemas.RunHistoryId;
  /** Why a part of the run is missing in its history. Absent when nothing is. */
  history_problem?: schemas.HistoryProblem;
  milliseconds: number;
} | {
  running: true;
  integration: schemas.RunIntegration;
  /** The name of the tool that this call registered. */
  registered_tool?: string;
  /** The run in the run history. Absent when the integration stores none. */
  run_history_id?: schemas.RunHistoryId;
  message: string;
} | {
  success: false;
  error: 'requires_tool_definition';
  requires_tool_definition: true;
  message: string;
} | {
  success: false;
  error: 'invalid_payload';
  validation_errors: {
    /** Where in the payload, for example items[2].price; empty for all of it. */
    path: string;
    message: string;
  }[];
  message: string;
};

export const ExecuteIntegrationInput: z.ZodType<ExecuteIntegrationInput> = z.strictObject({
  integration_name: schemas.IntegrationName,
  payload: z.unknown().optional(),
  run_history_id: schemas.Id.optional(),
  tool_definition: z.strictObject({
    name: schemas.ToolName,
    description: schemas.ToolDescription,
    input_schema: schemas.InputSchema,
  }).optional(),
  wait_seconds: z.number().check(checks.integer).gte(0).lte(50).default(45),
});

export const ExecuteIntegrationOutput: z.ZodType<ExecuteIntegrationOutput> = z.union([
  z.strictObject({
    success: z.literal(true),
    integration: schemas.RunIntegration,
    result: z.unknown().optional(),
    result_bytes: z.number().check(checks.integer).optional(),
    status: z.number().check(checks.integer),
    registered_tool: z.string().optional(),
    run_history_id: schemas.RunHistoryId.optional(),
    history_problem: schemas.HistoryProblem.optional(),
    milliseconds: z.number(),
  }),
  z.strictObject({
    success: z.literal(false),
    error: z.literal('integration_failed'),
    error_type: z.string(),
    message: z.string(),
    hint: z.string(),
    integration: schemas.RunIntegration,
    result: z.unknown().optional(),
    result_bytes: z.number().check(checks.integer).optional(),
    status: z.number().check(checks.integer),
    registered_tool: z.string().optional(),
    run_history_id: schemas.RunHistoryId.optional(),
    history_problem: schemas.HistoryProblem.optional(),
    milliseconds: z.number(),
  }),
  z.strictObject({
    running: z.literal(true),
    integration: schemas.RunIntegration,
    registered_tool: z.string().optional(),
    run_history_id: schemas.RunHistoryId.optional(),
    message: z.string(),
  }),
  z.strictObject({
    success: z.literal(false),
    error: z.literal('requires_tool_definition'),
    requires_tool_definition: z.literal(true),
    message: z.string(),
  }),
  z.strictObject({
    success: z.literal(false),
    error: z.literal('invalid_payload'),
    validation_errors: z.array(z.strictObject({
      path: z.string(),
      message: z.string(),
    })),
    message: z.string(),
  }),
]);

export const executeIntegration = {
  name: 'execute_integration',
  definition: {
    name: 'execute_integration',
    title: 'Run an integration',
    description: 'Runs an integration and answers with its result, as its run history shows it: masked values stay masked.\nGive `payload`, or `run_history_id` to run it again with the input of an earlier run (your own, or any when you hold debug).\nAn integration is run as a tool: when it has none yet, give a `tool_definition` as well, and it is registered before the\nrun; from then on, everyone who may execute the integration finds that tool in their list. Whoever may execute it may give\nit its first tool, because it cannot be run without; to change or remove the tool takes write_integration.\nA run that is not done after `wait_seconds` goes on; the answer then says `running` and names the run.\n`success: false` means that the integration failed, or was not run for the reason given; an error of the call means that\nthe gateway refused or failed.\nRunning an integration changes whatever it is made to change in outside systems: be sure that the user wants it.',
    inputSchema: {
      type: 'object',
      required: ['integration_name'],
      properties: {
        integration_name: json.IntegrationName,
        payload: {
          description: "The input, any JSON that fits the tool's input_schema. Not together with run_history_id.",
        },
        run_history_id: {
          ...json.Id,
          description: 'An earlier run of the same integration whose input is used again.',
        },
        tool_definition: {
          type: 'object',
          description: 'The tool to register for an integration that has none.',
          required: ['name', 'description', 'input_schema'],
          properties: { name: json.ToolName, description: json.ToolDescription, input_schema: json.InputSchema },
          additionalProperties: false,
        },
        wait_seconds: {
          type: 'integer',
          description: 'How long to wait for the result; 0 queues the run, to begin as soon as there is room, and answers at once.',
          minimum: 0,
          maximum: 50,
          default: 45,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          description: 'It ran well.',
          required: ['success', 'integration', 'status', 'milliseconds'],
          properties: {
            success: { const: true },
            integration: json.RunIntegration,
            result: {
              description: 'What the integration answered. Absent when it is too large to be shown here.',
            },
            result_bytes: {
              type: 'integer',
              description: 'How large the result is that is too large to be shown here.',
            },
            status: { type: 'integer', description: 'The HTTP status that the integration set.' },
            registered_tool: { type: 'string', description: 'The name of the tool that this call registered.' },
            run_history_id: json.RunHistoryId,
            history_problem: json.HistoryProblem,
            milliseconds: { type: 'number' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          description: 'It ran, and failed.',
          required: [
            'success',
            'error',
            'error_type',
            'message',
            'integration',
            'status',
            'milliseconds',
            'hint',
          ],
          properties: {
            success: { const: false },
            error: { const: 'integration_failed' },
            error_type: {
              type: 'string',
              description: 'For example validation_failed, formula_failed or service_request_failed.',
            },
            message: { type: 'string' },
            hint: { type: 'string' },
            integration: json.RunIntegration,
            result: {
              description: 'What the integration answered all the same. Absent when it is too large to be shown here.',
            },
            result_bytes: {
              type: 'integer',
              description: 'How large the result is that is too large to be shown here.',
            },
            status: { type: 'integer', description: 'The HTTP status that the integration set.' },
            registered_tool: { type: 'string', description: 'The name of the tool that this call registered.' },
            run_history_id: json.RunHistoryId,
            history_problem: json.HistoryProblem,
            milliseconds: { type: 'number' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          description: 'It is still running, or queued.',
          required: ['running', 'integration', 'message'],
          properties: {
            running: { const: true },
            integration: json.RunIntegration,
            registered_tool: { type: 'string', description: 'The name of the tool that this call registered.' },
            run_history_id: json.RunHistoryId,
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          description: 'It has no tool, and none was defined; nothing was run.',
          required: ['success', 'error', 'requires_tool_definition', 'message'],
          properties: {
            success: { const: false },
            error: { const: 'requires_tool_definition' },
            requires_tool_definition: { const: true },
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          description: "The payload does not fit the tool's input_schema; nothing was registered, and nothing was run.",
          required: ['success', 'error', 'validation_errors', 'message'],
          properties: {
            success: { const: false },
            error: { const: 'invalid_payload' },
            validation_errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['path', 'message'],
                properties: {
                  path: {
                    type: 'string',
                    description: 'Where in the payload, for example items[2].price; empty for all of it.',
                  },
                  message: { type: 'string' },
                },
                additionalProperties: false,
              },
            },
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'execute', of: 'integration_name', create: null },
      limits: { request: 1048576, response: 921600, time: 60000, rate: 120 },
      input: ExecuteIntegrationInput,
      output: ExecuteIntegrationOutput,
      tooLarge: 'It was run. Look at it in the run history with get_run_history_item.',
      examples: [
        {
          ask: 'Run hackernews_email_digest with the payload { "limitEmail": 5 }',
          input: { integration_name: 'hackernews_email_digest', payload: { limitEmail: 5 } },
        },
        {
          ask: 'Run hackernews_email_digest with a limit of five stories, and call its tool mail_digest',
          input: {
            integration_name: 'hackernews_email_digest',
            payload: { limit: 5 },
            tool_definition: {
              name: 'mail_digest',
              description: 'Mails the best new stories.',
              input_schema: { type: 'object', properties: { limit: { type: 'integer', minimum: 1 } } },
            },
          },
        },
        {
          ask: 'Run hackernews_email_digest again as in run 41',
          input: { integration_name: 'hackernews_email_digest', run_history_id: 41 },
        },
      ],
    },
  ],
} as const;
