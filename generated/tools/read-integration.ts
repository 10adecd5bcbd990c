// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of read_integration. */
export type ReadIntegrationInput = {
  /** The integration's path name, or its id. */
  integration_name: schemas.IntegrationName;
  /** The kinds to show. Left out, all of them. */
  components?: schemas.ComponentKind[];
};

/** The answer of read_integration. */
export type ReadIntegrationOutput = {
  last_saved: string;
  integration?: schemas.Integration & {
    id: schemas.Id;
    /** The unique name, also its address. Not digits alone, because those are ids. */
    path_name: string;
    /** When false, it cannot be run. Default true. */
    active: boolean;
    /** Whether it can be run over HTTP. Default false. */
    http_api: boolean;
    /** Whether a caller is answered at once. Default false. */
    run_async: boolean;
  };
  servicerequests?: (schemas.ServiceRequest & {
    id: schemas.Id;
  })[];
  fieldmappings?: (schemas.FieldMapping & {
    id: schemas.Id;
  })[];
  validationrules?: (schemas.ValidationRule & {
    id: schemas.Id;
  })[];
  valuemappingsets?: (schemas.ValueMappingSet & {
    id: schemas.Id;
  })[];
  valuemappings?: (schemas.ValueMapping & {
    id: schemas.Id;
  })[];
  masks?: (schemas.Mask & {
    id: schemas.Id;
  })[];
  /** Shown with the kind integration, when there is one. */
  mcp_tool?: schemas.McpTool;
  warnings: schemas.Warning[];
};

export const ReadIntegrationInput: z.ZodType<ReadIntegrationInput> = z.strictObject({
  integration_name: schemas.IntegrationName,
  components: z.array(schemas.ComponentKind).min(1).check(checks.unique).optional(),
});

export const ReadIntegrationOutput: z.ZodType<ReadIntegrationOutput> = z.strictObject({
  last_saved: z.string(),
  integration: schemas.Integration.extend({
    id: schemas.Id,
    path_name: z.string().min(1).max(255),
    active: z.boolean(),
    http_api: z.boolean(),
    run_async: z.boolean(),
  }).optional(),
  servicerequests: z.array(schemas.ServiceRequest.extend({
    id: schemas.Id,
  })).optional(),
  fieldmappings: z.array(schemas.FieldMapping.extend({
    id: schemas.Id,
  })).optional(),
  validationrules: z.array(schemas.ValidationRule.extend({
    id: schemas.Id,
  })).optional(),
  valuemappingsets: z.array(schemas.ValueMappingSet.extend({
    id: schemas.Id,
  })).optional(),
  valuemappings: z.array(schemas.ValueMapping.extend({
    id: schemas.Id,
  })).optional(),
  masks: z.array(schemas.Mask.extend({
    id: schemas.Id,
  })).optional(),
  mcp_tool: schemas.McpTool.optional(),
  warnings: z.array(schemas.Warning),
});

export const readIntegration = {
  name: 'read_integration',
  definition: {
    name: 'read_integration',
    title: 'Read an integration',
    description: 'Shows an integration: its settings and hooks, service requests, field mappings, validation rules, value mapping sets,\nvalue mappings and masks, each with its tags and comments, and warnings about what is probably not meant.\nFields that are empty are left out. Name `components` to get a part only.\nKeep `last_saved`: write_integration and delete_integration_component use it to see that nobody saved in between.',
    inputSchema: {
      type: 'object',
      required: ['integration_name'],
      properties: {
        integration_name: json.IntegrationName,
        components: {
          type: 'array',
          description: 'The kinds to show. Left out, all of them.',
          minItems: 1,
          uniqueItems: true,
          items: json.ComponentKind,
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      required: ['last_saved', 'warnings'],
      properties: {
        last_saved: { type: 'string' },
        integration: {
          ...json.Integration,
          properties: { ...json.Integration.properties, id: json.Id },
          required: ['id', 'path_name', 'active', 'http_api', 'run_async'],
        },
        servicerequests: { type: 'array', items: { ...json.ServiceRequest, required: ['id'] } },
        fieldmappings: { type: 'array', items: { ...json.FieldMapping, required: ['id'] } },
        validationrules: { type: 'array', items: { ...json.ValidationRule, required: ['id'] } },
        valuemappingsets: { type: 'array', items: { ...json.ValueMappingSet, required: ['id'] } },
        valuemappings: { type: 'array', items: { ...json.ValueMapping, required: ['id'] } },
        masks: { type: 'array', items: { ...json.Mask, required: ['id'] } },
        mcp_tool: { ...json.McpTool, description: 'Shown with the kind integration, when there is one.' },
        warnings: { type: 'array', items: json.Warning },
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
      input: ReadIntegrationInput,
      output: ReadIntegrationOutput,
      tooLarge: 'Name one or two kinds in `components`, and read the rest in further calls.',
      examples: [
        {
          ask: 'Show me the structure of the Loan Booking integration',
          input: { integration_name: 'Loan Booking' },
        },
        {
          ask: 'Show me the service requests of the Loan Booking integration',
          input: { integration_name: 'Loan Booking', components: ['servicerequest'] },
        },
      ],
    },
  ],
} as const;
