// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of search_integration. */
export type SearchIntegrationInput = {
  /** The integration's path name, or its id. */
  integration_name: schemas.IntegrationName;
  /** A regular expression in RE2 syntax. */
  pattern: string;
  /** The kinds to search. Left out, all of them. */
  components?: schemas.ComponentKind[];
  /** Whether A and a differ. */
  case_sensitive: boolean;
  /** How many lines around a match to show. */
  context_lines: number;
};

/** The answer of search_integration. */
export type SearchIntegrationOutput = {
  integration: schemas.IntegrationSummary;
  /** How many matches there are; the first 1000 are shown. */
  total: number;
  matches: {
    integration?: schemas.Match[];
    servicerequest?: schemas.Match[];
    fieldmapping?: schemas.Match[];
    validationrule?: schemas.Match[];
    valuemappingset?: schemas.Match[];
    valuemapping?: schemas.Match[];
    mask?: schemas.Match[];
  };
};

export const SearchIntegrationInput: z.ZodType<SearchIntegrationInput> = z.strictObject({
  integration_name: schemas.IntegrationName,
  pattern: z.string().min(1).max(1000),
  components: z.array(schemas.ComponentKind).min(1).check(checks.unique).optional(),
  case_sensitive: z.boolean().default(true),
  context_lines: z.number().check(checks.integer).gte(0).lte(20).default(2),
});

export const SearchIntegrationOutput: z.ZodType<SearchIntegrationOutput> = z.strictObject({
  integration: schemas.IntegrationSummary,
  total: z.number().check(checks.integer),
  matches: z.strictObject({
    integration: z.array(schemas.Match).optional(),
    servicerequest: z.array(schemas.Match).optional(),
    fieldmapping: z.array(schemas.Match).optional(),
    validationrule: z.array(schemas.Match).optional(),
    valuemappingset: z.array(schemas.Match).optional(),
    valuemapping: z.array(schemas.Match).optional(),
    mask: z.array(schemas.Match).optional(),
  }),
});

export const searchIntegration = {
  name: 'search_integration',
  definition: {
    name: 'search_integration',
    title: "Search an integration's code",
    description: 'Finds a regular expression in every formula, hook, field path and mapped value of one integration, line by line, with\nthe lines around each match. Use it before you change a formula, to see what else depends on it.',
    inputSchema: {
      type: 'object',
      required: ['integration_name', 'pattern'],
      properties: {
        integration_name: json.IntegrationName,
        pattern: {
          type: 'string',
          description: 'A regular expression in RE2 syntax.',
          minLength: 1,
          maxLength: 1000,
        },
        components: {
          type: 'array',
          description: 'The kinds to search. Left out, all of them.',
          minItems: 1,
          uniqueItems: true,
          items: json.ComponentKind,
        },
        case_sensitive: { type: 'boolean', description: 'Whether A and a differ.', default: true },
        context_lines: {
          type: 'integer',
          description: 'How many lines around a match to show.',
          minimum: 0,
          maximum: 20,
          default: 2,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['integration', 'total', 'matches'],
      properties: {
        integration: json.IntegrationSummary,
        total: { type: 'integer', description: 'How many matches there are; the first 1000 are shown.' },
        matches: {
          type: 'object',
          properties: {
            integration: { type: 'array', items: json.Match },
            servicerequest: { type: 'array', items: json.Match },
            fieldmapping: { type: 'array', items: json.Match },
            validationrule: { type: 'array', items: json.Match },
            valuemappingset: { type: 'array', items: json.Match },
            valuemapping: { type: 'array', items: json.Match },
            mask: { type: 'array', items: json.Match },
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
      permission: { level: 'read', of: 'integration_name', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SearchIntegrationInput,
      output: SearchIntegrationOutput,
      tooLarge: 'Use a narrower `pattern`, fewer `components` or fewer `context_lines`.',
      examples: [
        {
          ask: 'Search for "customerNumber" across all code fields in Loan Booking',
          input: { integration_name: 'Loan Booking', pattern: 'customerNumber', context_lines: 0 },
        },
      ],
    },
  ],
} as const;
