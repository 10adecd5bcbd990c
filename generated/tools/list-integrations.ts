// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of list_integrations. */
export type ListIntegrationsInput = {
  /** Whether to leave out those that are switched off. */
  active_only: boolean;
  /** How many at the most. */
  limit: number;
  /** The next_cursor of the page before. */
  cursor?: string;
};

/** The answer of list_integrations. */
export type ListIntegrationsOutput = {
  /** How many there are on all pages together. */
  total: number;
  /** Present when there are more. */
  next_cursor?: string;
  integrations: {
    id: schemas.Id;
    path_name: string;
    description?: string;
    active: boolean;
    http_api: boolean;
    run_async: boolean;
    last_saved: string;
    permissions: {
      read: boolean;
      write: boolean;
      execute: boolean;
      debug: boolean;
    };
  }[];
};

export const ListIntegrationsInput: z.ZodType<ListIntegrationsInput> = z.strictObject({
  active_only: z.boolean().default(false),
  limit: z.number().check(checks.integer).gte(1).lte(200).default(50),
  cursor: z.string().max(1000).optional(),
});

export const ListIntegrationsOutput: z.ZodType<ListIntegrationsOutput> = z.strictObject({
  total: z.number().check(checks.integer),
  next_cursor: z.string().optional(),
  integrations: z.array(z.strictObject({
    id: schemas.Id,
    path_name: z.string(),
    description: z.string().optional(),
    active: z.boolean(),
    http_api: z.boolean(),
    run_async: z.boolean(),
    last_saved: z.string(),
    permissions: z.strictObject({
      read: z.boolean(),
      write: z.boolean(),
      execute: z.boolean(),
      debug: z.boolean(),
    }),
  })),
});

export const listIntegrations = {
  name: 'list_integrations',
  definition: {
    name: 'list_integrations',
    title: 'List integrations',
    description: "Lists the integrations you have access to, in the order of their names, and what you may do with each.\nStart here to find an integration's name.",
    inputSchema: {
      type: 'object',
      properties: {
        active_only: {
          type: 'boolean',
          description: 'Whether to leave out those that are switched off.',
          default: false,
        },
        limit: {
          type: 'integer',
          description: 'How many at the most.',
          minimum: 1,
          maximum: 200,
          default: 50,
        },
        cursor: { type: 'string', description: 'The next_cursor of the page before.', maxLength: 1000 },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['total', 'integrations'],
      properties: {
        total: { type: 'integer', description: 'How many there are on all pages together.' },
        next_cursor: { type: 'string', description: 'Present when there are more.' },
        integrations: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'path_name', 'active', 'http_api', 'run_async', 'last_saved', 'permissions'],
            properties: {
              id: json.Id,
              path_name: { type: 'string' },
              description: { type: 'string' },
              active: { type: 'boolean' },
              http_api: { type: 'boolean' },
              run_async: { type: 'boolean' },
              last_saved: { type: 'string' },
              permissions: {
                type: 'object',
                required: ['read', 'write', 'execute', 'debug'],
                properties: {
                  read: { type: 'boolean' },
                  write: { type: 'boolean' },
                  execute: { type: 'boolean' },
                  debug: { type: 'boolean' },
                },
                additionalProperties: false,
              },
            },
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: ListIntegrationsInput,
      output: ListIntegrationsOutput,
      tooLarge: 'Ask for fewer with `limit`.',
      examples: [{ ask: 'Which integrations are switched on?', input: { active_only: true } }],
    },
  ],
} as const;
