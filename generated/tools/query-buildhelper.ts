// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of query_buildhelper, action list_all_adapters. */
export type QueryBuildhelperListAllAdaptersInput = {
  endpoint: 'list_all_adapters';
};

/** The answer of query_buildhelper, action list_all_adapters. */
export type QueryBuildhelperListAllAdaptersOutput = {
  count: number;
  adapters: {
    id: schemas.Id;
    name: string;
    /** What a service request names as its system. */
    system: string;
    description?: string;
    /** How many services it has. */
    services: number;
  }[];
};

/** The arguments of query_buildhelper, action list_all_services. */
export type QueryBuildhelperListAllServicesInput = {
  endpoint: 'list_all_services';
  /** Words that its name, its subtitle, its description, a set of it or its adapter has to hold, all of them. */
  search?: schemas.CatalogueSearch;
  /** How many at the most. */
  limit: number;
  /** How many to leave out at the beginning. */
  offset: number;
};

/** The answer of query_buildhelper, action list_all_services. */
export type QueryBuildhelperListAllServicesOutput = schemas.CatalogueServices;

/** The arguments of query_buildhelper, action list_services_for_adapter. */
export type QueryBuildhelperListServicesForAdapterInput = {
  endpoint: 'list_services_for_adapter';
  /** The adapter's id, from list_all_adapters. */
  adapter_id: schemas.Id;
  /** Words that its name, its subtitle, its description, a set of it or its adapter has to hold, all of them. */
  search?: schemas.CatalogueSearch;
  /** How many at the most. */
  limit: number;
  /** How many to leave out at the beginning. */
  offset: number;
};

/** The answer of query_buildhelper, action list_services_for_adapter. */
export type QueryBuildhelperListServicesForAdapterOutput = schemas.CatalogueServices;

/** The arguments of query_buildhelper, action get_field_mapping_sets. */
export type QueryBuildhelperGetFieldMappingSetsInput = {
  endpoint: 'get_field_mapping_sets';
  /** The service's id. */
  service_id: schemas.Id;
};

/** The answer of query_buildhelper, action get_field_mapping_sets. */
export type QueryBuildhelperGetFieldMappingSetsOutput = {
  service: schemas.CatalogueService;
  field_mapping_sets: schemas.CatalogueSet[];
};

/** The arguments of query_buildhelper, action get_field_mappings. */
export type QueryBuildhelperGetFieldMappingsInput = {
  endpoint: 'get_field_mappings';
  /** The set's id, from get_field_mapping_sets. */
  field_mapping_set_id: schemas.Id;
  /** The name under which formulas are to see the service request. The set has one of its own. */
  formula_variable?: string;
};

/** The answer of query_buildhelper, action get_field_mappings. */
export type QueryBuildhelperGetFieldMappingsOutput = {
  field_mapping_set: schemas.CatalogueSet;
  /** A call to an outside system through an adapter. */
  servicerequest: schemas.ServiceRequest & {
    fieldmappings?: schemas.FieldMapping[];
  };
  /** The same field mappings, and which of them the system wants. */
  field_mappings: {
    field: string;
    /** The formula; null where one has to be written. */
    value: string | null;
    /** What the value is converted to; null for as it is. */
    value_type: string | null;
    /** Whether the system wants it. */
    required: boolean;
    target_record_type?: string;
    target_field_name?: string;
    notes?: string;
  }[];
};

export const QueryBuildhelperListAllAdaptersInput: z.ZodType<QueryBuildhelperListAllAdaptersInput> = z.strictObject({
  endpoint: z.literal('list_all_adapters'),
});

export const QueryBuildhelperListAllAdaptersOutput: z.ZodType<QueryBuildhelperListAllAdaptersOutput> = z.strictObject({
  count: z.number().check(checks.integer),
  adapters: z.array(z.strictObject({
    id: schemas.Id,
    name: z.string(),
    system: z.string(),
    description: z.string().optional(),
    services: z.number().check(checks.integer),
  })),
});

export const QueryBuildhelperListAllServicesInput: z.ZodType<QueryBuildhelperListAllServicesInput> = z.strictObject({
  endpoint: z.literal('list_all_services'),
  search: schemas.CatalogueSearch.optional(),
  limit: z.number().check(checks.integer).gte(1).lte(200).default(100),
  offset: z.number().check(checks.integer).gte(0).lte(1000000).default(0),
});

export const QueryBuildhelperListAllServicesOutput: z.ZodType<QueryBuildhelperListAllServicesOutput> = schemas.CatalogueServices;

export const QueryBuildhelperListServicesForAdapterInput: z.ZodType<QueryBuildhelperListServicesForAdapterInput> = z.strictObject({
  endpoint: z.literal('list_services_for_adapter'),
  adapter_id: schemas.Id,
  search: schemas.CatalogueSearch.optional(),
  limit: z.number().check(checks.integer).gte(1).lte(200).default(100),
  offset: z.number().check(checks.integer).gte(0).lte(1000000).default(0),
});

export const QueryBuildhelperListServicesForAdapterOutput: z.ZodType<QueryBuildhelperListServicesForAdapterOutput> = schemas.CatalogueServices;

export const QueryBuildhelperGetFieldMappingSetsInput: z.ZodType<QueryBuildhelperGetFieldMappingSetsInput> = z.strictObject({
  endpoint: z.literal('get_field_mapping_sets'),
  service_id: schemas.Id,
});

export const QueryBuildhelperGetFieldMappingSetsOutput: z.ZodType<QueryBuildhelperGetFieldMappingSetsOutput> = z.strictObject({
  service: schemas.CatalogueService,
  field_mapping_sets: z.array(schemas.CatalogueSet),
});

export const QueryBuildhelperGetFieldMappingsInput: z.ZodType<QueryBuildhelperGetFieldMappingsInput> = z.strictObject({
  endpoint: z.literal('get_field_mappings'),
  field_mapping_set_id: schemas.Id,
  formula_variable: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/u).optional(),
});

export const QueryBuildhelperGetFieldMappingsOutput: z.ZodType<QueryBuildhelperGetFieldMappingsOutput> = z.strictObject({
  field_mapping_set: schemas.CatalogueSet,
  servicerequest: schemas.ServiceRequest.extend({
    fieldmappings: z.array(schemas.FieldMapping).optional(),
  }),
  field_mappings: z.array(z.strictObject({
    field: z.string(),
    value: z.string().nullable(),
    value_type: z.string().nullable(),
    required: z.boolean(),
    target_record_type: z.string().optional(),
    target_field_name: z.string().optional(),
    notes: z.string().optional(),
  })),
});

export const queryBuildhelper = {
  name: 'query_buildhelper',
  definition: {
    name: 'query_buildhelper',
    title: 'Look up services in the build helper',
    description: "Looks up, in a catalogue of outside systems, which services each adapter has and which field mappings a request to them takes.\nGo from an adapter to its services, from a service to its field mapping sets, and from a set to its field mappings; then\ncreate the service request with write_integration. Nothing is changed by it.\n\nActions:\n- list_all_adapters: Lists the adapters of the catalogue.\n- list_all_services: Lists the services of all adapters.\n- list_services_for_adapter: Lists the services of one adapter.\n- get_field_mapping_sets: Lists the field mapping sets of a service.\n- get_field_mappings: Shows the field mappings of a set, and how the service request is written: `servicerequest` can be handed to write_integration as it is, as one of its servicerequests. What the system wants is active and takes its value from the integration's input (`input.payload`); change the formulas where it is to come from elsewhere, and give one to what is active without a value. The rest is inactive: switch on what is needed.",
    inputSchema: {
      type: 'object',
      properties: {
        endpoint: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: [
            'list_all_adapters',
            'list_all_services',
            'list_services_for_adapter',
            'get_field_mapping_sets',
            'get_field_mappings',
          ],
        },
        search: {
          type: 'string',
          description: 'For list_all_services, list_services_for_adapter: Words that its name, its subtitle, its description, a set of it or its adapter has to hold, all of them.',
          minLength: 1,
          maxLength: 200,
        },
        limit: {
          type: 'integer',
          description: 'For list_all_services, list_services_for_adapter: How many at the most. Default 100.',
          minimum: 1,
          maximum: 200,
        },
        offset: {
          type: 'integer',
          description: 'For list_all_services, list_services_for_adapter: How many to leave out at the beginning. Default 0.',
          minimum: 0,
          maximum: 1000000,
        },
        adapter_id: {
          type: 'integer',
          description: "For list_services_for_adapter (required): The adapter's id, from list_all_adapters.",
          minimum: 1,
          maximum: 2147483647,
        },
        service_id: {
          type: 'integer',
          description: "For get_field_mapping_sets (required): The service's id.",
          minimum: 1,
          maximum: 2147483647,
        },
        field_mapping_set_id: {
          type: 'integer',
          description: "For get_field_mappings (required): The set's id, from get_field_mapping_sets.",
          minimum: 1,
          maximum: 2147483647,
        },
        formula_variable: {
          type: 'string',
          description: 'For get_field_mappings: The name under which formulas are to see the service request. The set has one of its own.',
          pattern: '^[A-Za-z_][A-Za-z0-9_]{0,63}$',
        },
      },
      required: ['endpoint'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['count', 'adapters'],
          properties: {
            count: { type: 'integer' },
            adapters: {
              type: 'array',
              items: {
                type: 'object',
                required: ['id', 'name', 'system', 'services'],
                properties: {
                  id: json.Id,
                  name: { type: 'string' },
                  system: { type: 'string', description: 'What a service request names as its system.' },
                  description: { type: 'string' },
                  services: { type: 'integer', description: 'How many services it has.' },
                },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
        json.CatalogueServices,
        json.CatalogueServices,
        {
          type: 'object',
          required: ['service', 'field_mapping_sets'],
          properties: {
            service: json.CatalogueService,
            field_mapping_sets: { type: 'array', items: json.CatalogueSet },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['field_mapping_set', 'servicerequest', 'field_mappings'],
          properties: {
            field_mapping_set: json.CatalogueSet,
            servicerequest: {
              ...json.ServiceRequest,
              properties: {
                ...json.ServiceRequest.properties,
                fieldmappings: { type: 'array', items: json.FieldMapping },
              },
            },
            field_mappings: {
              type: 'array',
              description: 'The same field mappings, and which of them the system wants.',
              items: {
                type: 'object',
                required: ['field', 'value', 'value_type', 'required'],
                properties: {
                  field: { type: 'string' },
                  value: {
                    type: ['string', 'null'],
                    description: 'The formula; null where one has to be written.',
                  },
                  value_type: {
                    type: ['string', 'null'],
                    description: 'What the value is converted to; null for as it is.',
                  },
                  required: { type: 'boolean', description: 'Whether the system wants it.' },
                  target_record_type: { type: 'string' },
                  target_field_name: { type: 'string' },
                  notes: { type: 'string' },
                },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  chosenBy: 'endpoint',
  operations: [
    {
      action: 'list_all_adapters',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: QueryBuildhelperListAllAdaptersInput,
      output: QueryBuildhelperListAllAdaptersOutput,
      tooLarge: 'Ask for fewer with `limit`, or narrow it with `search`.',
      examples: [
        {
          ask: 'Which systems does the build helper know?',
          input: { endpoint: 'list_all_adapters' },
        },
      ],
    },
    {
      action: 'list_all_services',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: QueryBuildhelperListAllServicesInput,
      output: QueryBuildhelperListAllServicesOutput,
      tooLarge: 'Ask for fewer with `limit`, or narrow it with `search`.',
      examples: [
        {
          ask: 'Is there a service in the build helper that creates a person?',
          input: { endpoint: 'list_all_services', search: 'creates a person' },
        },
      ],
    },
    {
      action: 'list_services_for_adapter',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: QueryBuildhelperListServicesForAdapterInput,
      output: QueryBuildhelperListServicesForAdapterOutput,
      tooLarge: 'Ask for fewer with `limit`, or narrow it with `search`.',
      examples: [
        {
          ask: 'Which services does the mock core have?',
          input: { endpoint: 'list_services_for_adapter', adapter_id: 6 },
        },
      ],
    },
    {
      action: 'get_field_mapping_sets',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: QueryBuildhelperGetFieldMappingSetsInput,
      output: QueryBuildhelperGetFieldMappingSetsOutput,
      tooLarge: 'Ask for fewer with `limit`, or narrow it with `search`.',
      examples: [
        {
          ask: 'Which requests does the service Customers take?',
          input: { endpoint: 'get_field_mapping_sets', service_id: 7 },
        },
      ],
    },
    {
      action: 'get_field_mappings',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: QueryBuildhelperGetFieldMappingsInput,
      output: QueryBuildhelperGetFieldMappingsOutput,
      tooLarge: 'Ask for fewer with `limit`, or narrow it with `search`.',
      examples: [
        {
          ask: 'How do I create a customer in the mock core?',
          input: { endpoint: 'get_field_mappings', field_mapping_set_id: 9 },
        },
      ],
    },
  ],
} as const;
