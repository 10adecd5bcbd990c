// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of write_integration. */
export type WriteIntegrationInput = {
  /** The integration's path name, or its id. */
  integration_name: schemas.IntegrationName;
  /** Creates the integration when there is none of that name; you receive all four permissions on it. */
  create_if_missing: boolean;
  /** The last_saved that read_integration gave. When the integration was saved since, nothing is written and the answer is a merge conflict. */
  last_saved?: schemas.LastSaved;
  integration?: schemas.Integration;
  servicerequests?: (schemas.ServiceRequest & {
    fieldmappings?: schemas.FieldMapping[];
    validationrules?: schemas.ValidationRule[];
  })[];
  fieldmappings?: schemas.FieldMapping[];
  validationrules?: schemas.ValidationRule[];
  valuemappingsets?: (schemas.ValueMappingSet & {
    valuemappings?: schemas.ValueMapping[];
  })[];
  valuemappings?: schemas.ValueMapping[];
  masks?: schemas.Mask[];
  /** The tool that runs the integration. A new one needs name, description and input_schema; of one that exists, only what is given changes; null removes it. */
  mcp_tool?: schemas.McpTool | null;
};

/** The answer of write_integration. */
export type WriteIntegrationOutput = {
  success: true;
  integration: schemas.IntegrationSummary;
  created_integration: boolean;
  /** What was created and what was changed, for each kind that the call touched. */
  changes: {
    integration?: schemas.KindChanges;
    servicerequest?: schemas.KindChanges;
    fieldmapping?: schemas.KindChanges;
    validationrule?: schemas.KindChanges;
    valuemappingset?: schemas.KindChanges;
    valuemapping?: schemas.KindChanges;
    mask?: schemas.KindChanges;
    /** The tool before and after; null for none. */
    mcp_tool?: {
      old: schemas.McpTool | null;
      new: schemas.McpTool | null;
    };
  };
  warnings: schemas.Warning[];
} | schemas.MergeConflict;

export const WriteIntegrationInput: z.ZodType<WriteIntegrationInput> = z.strictObject({
  integration_name: schemas.IntegrationName,
  create_if_missing: z.boolean().default(false),
  last_saved: schemas.LastSaved.optional(),
  integration: schemas.Integration.optional(),
  servicerequests: z.array(schemas.ServiceRequest.extend({
    fieldmappings: z.array(schemas.FieldMapping).max(500).optional(),
    validationrules: z.array(schemas.ValidationRule).max(500).optional(),
  })).max(500).optional(),
  fieldmappings: z.array(schemas.FieldMapping).max(2000).optional(),
  validationrules: z.array(schemas.ValidationRule).max(2000).optional(),
  valuemappingsets: z.array(schemas.ValueMappingSet.extend({
    valuemappings: z.array(schemas.ValueMapping).max(2000).optional(),
  })).max(500).optional(),
  valuemappings: z.array(schemas.ValueMapping).max(2000).optional(),
  masks: z.array(schemas.Mask).max(500).optional(),
  mcp_tool: z.union([schemas.McpTool, z.null()]).optional(),
});

export const WriteIntegrationOutput: z.ZodType<WriteIntegrationOutput> = z.union([
  z.strictObject({
    success: z.literal(true),
    integration: schemas.IntegrationSummary,
    created_integration: z.boolean(),
    changes: z.strictObject({
      integration: schemas.KindChanges.optional(),
      servicerequest: schemas.KindChanges.optional(),
      fieldmapping: schemas.KindChanges.optional(),
      validationrule: schemas.KindChanges.optional(),
      valuemappingset: schemas.KindChanges.optional(),
      valuemapping: schemas.KindChanges.optional(),
      mask: schemas.KindChanges.optional(),
      mcp_tool: z.strictObject({
        old: z.union([schemas.McpTool, z.null()]),
        new: z.union([schemas.McpTool, z.null()]),
      }).optional(),
    }),
    warnings: z.array(schemas.Warning),
  }),
  schemas.MergeConflict,
]);

export const writeIntegration = {
  name: 'write_integration',
  definition: {
    name: 'write_integration',
    title: 'Write an integration',
    description: 'Creates or changes any part of an integration in one step: everything is written, or nothing is.\nAn item with an id is changed, and only the fields that are given; an item without an id is created.\nA new field mapping names its servicerequest_id, a new value mapping its valuemappingset_id; or put them inside the\nservice request or the set that is written in the same call (`fieldmappings`, `validationrules`, `valuemappings`).\nA call writes 2000 components and 1000 comments at the most.\nRead the integration first and pass its `last_saved`.',
    inputSchema: {
      type: 'object',
      required: ['integration_name'],
      properties: {
        integration_name: json.IntegrationName,
        create_if_missing: {
          type: 'boolean',
          description: 'Creates the integration when there is none of that name; you receive all four permissions on it.',
          default: false,
        },
        last_saved: json.LastSaved,
        integration: json.Integration,
        servicerequests: {
          type: 'array',
          maxItems: 500,
          items: {
            ...json.ServiceRequest,
            properties: {
              ...json.ServiceRequest.properties,
              fieldmappings: { type: 'array', maxItems: 500, items: json.FieldMapping },
              validationrules: { type: 'array', maxItems: 500, items: json.ValidationRule },
            },
          },
        },
        fieldmappings: { type: 'array', maxItems: 2000, items: json.FieldMapping },
        validationrules: { type: 'array', maxItems: 2000, items: json.ValidationRule },
        valuemappingsets: {
          type: 'array',
          maxItems: 500,
          items: {
            ...json.ValueMappingSet,
            properties: {
              ...json.ValueMappingSet.properties,
              valuemappings: { type: 'array', maxItems: 2000, items: json.ValueMapping },
            },
          },
        },
        valuemappings: { type: 'array', maxItems: 2000, items: json.ValueMapping },
        masks: { type: 'array', maxItems: 500, items: json.Mask },
        mcp_tool: {
          description: 'The tool that runs the integration. A new one needs name, description and input_schema; of one that exists, only what is given changes; null removes it.',
          anyOf: [json.McpTool, { type: 'null' }],
        },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['success', 'integration', 'created_integration', 'changes', 'warnings'],
          properties: {
            success: { const: true },
            integration: json.IntegrationSummary,
            created_integration: { type: 'boolean' },
            changes: {
              type: 'object',
              description: 'What was created and what was changed, for each kind that the call touched.',
              properties: {
                integration: json.KindChanges,
                servicerequest: json.KindChanges,
                fieldmapping: json.KindChanges,
                validationrule: json.KindChanges,
                valuemappingset: json.KindChanges,
                valuemapping: json.KindChanges,
                mask: json.KindChanges,
                mcp_tool: {
                  type: 'object',
                  description: 'The tool before and after; null for none.',
                  required: ['old', 'new'],
                  properties: {
                    old: { anyOf: [json.McpTool, { type: 'null' }] },
                    new: { anyOf: [json.McpTool, { type: 'null' }] },
                  },
                  additionalProperties: false,
                },
              },
              additionalProperties: false,
            },
            warnings: { type: 'array', items: json.Warning },
          },
          additionalProperties: false,
        },
        json.MergeConflict,
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: {
        level: 'write',
        of: 'integration_name',
        create: { level: 'staff', when: 'create_if_missing' },
      },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: WriteIntegrationInput,
      output: WriteIntegrationOutput,
      tooLarge: 'It was written. Read the integration to see it.',
      examples: [
        {
          ask: 'Add a service request to Loan Booking that fetches the customer over HTTP',
          input: {
            integration_name: 'Loan Booking',
            last_saved: '2026-11-22T09:30:00.000Z',
            servicerequests: [
              {
                system: 'HTTP',
                service_name: 'n/a',
                formula_variable: 'get_customer',
                fieldmappings: [
                  { field: 'method', value: '"GET"', value_type: 'str' },
                  {
                    field: 'url_path',
                    value: '`/customers/${input.payload.customerNumber}`',
                    value_type: 'str',
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  ],
} as const;
