// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of custom_adapter_code, action list. */
export type CustomAdapterCodeListInput = {
  action: 'list';
  /** Whether to show their code. */
  include_code: boolean;
};

/** The answer of custom_adapter_code, action list. */
export type CustomAdapterCodeListOutput = {
  count: number;
  adapters: schemas.CustomAdapter[];
};

/** The arguments of custom_adapter_code, action get. */
export type CustomAdapterCodeGetInput = {
  action: 'get';
  /** The custom adapter's id. */
  id: schemas.Id;
};

/** The answer of custom_adapter_code, action get. */
export type CustomAdapterCodeGetOutput = {
  adapter: schemas.CustomAdapter;
};

/** The arguments of custom_adapter_code, action create. */
export type CustomAdapterCodeCreateInput = {
  action: 'create';
  /** Unique; the system is made from it. */
  name: string;
  /** JavaScript that defines the class CustomAdapter. */
  code: string;
  /** What it is for. */
  description?: string;
  /** The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody. */
  config_schema?: schemas.ConfigSchema;
};

/** The answer of custom_adapter_code, action create. */
export type CustomAdapterCodeCreateOutput = {
  success: true;
  adapter: schemas.CustomAdapter;
  warnings: string[];
};

/** The arguments of custom_adapter_code, action update. */
export type CustomAdapterCodeUpdateInput = {
  action: 'update';
  /** The custom adapter's id. */
  id: schemas.Id;
  /** Unique; the system is made from it. */
  name?: string;
  /** JavaScript that defines the class CustomAdapter. */
  code?: string;
  /** What it is for. */
  description?: string;
  /** The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody. */
  config_schema?: schemas.ConfigSchema;
};

/** The answer of custom_adapter_code, action update. */
export type CustomAdapterCodeUpdateOutput = {
  success: true;
  adapter: schemas.CustomAdapter;
  warnings: string[];
};

/** The arguments of custom_adapter_code, action delete. */
export type CustomAdapterCodeDeleteInput = {
  action: 'delete';
  /** The custom adapter's id. */
  id: schemas.Id;
};

/** The answer of custom_adapter_code, action delete. */
export type CustomAdapterCodeDeleteOutput = {
  success: true;
  deleted: schemas.CustomAdapter;
  deleted_configs: number;
  message: string;
};

/** The arguments of custom_adapter_code, action deletion_impact. */
export type CustomAdapterCodeDeletionImpactInput = {
  action: 'deletion_impact';
  /** The custom adapter's id. */
  id: schemas.Id;
};

/** The answer of custom_adapter_code, action deletion_impact. */
export type CustomAdapterCodeDeletionImpactOutput = {
  /** How many configurations would be deleted. */
  configs: number;
  /** How many bindings to integrations would go with them. */
  bindings: number;
  /** How many service requests name its system. */
  service_requests: number;
};

/** The arguments of custom_adapter_code, action schema_change_impact. */
export type CustomAdapterCodeSchemaChangeImpactInput = {
  action: 'schema_change_impact';
  /** The custom adapter's id. */
  id: schemas.Id;
  /** The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody. */
  config_schema: schemas.ConfigSchema;
};

/** The answer of custom_adapter_code, action schema_change_impact. */
export type CustomAdapterCodeSchemaChangeImpactOutput = {
  /** How many configurations there are. */
  configs: number;
  warnings: {
    field: string;
    change: 'added' | 'removed' | 'type_changed';
    message: string;
  }[];
};

export const CustomAdapterCodeListInput: z.ZodType<CustomAdapterCodeListInput> = z.strictObject({
  action: z.literal('list'),
  include_code: z.boolean().default(false),
});

export const CustomAdapterCodeListOutput: z.ZodType<CustomAdapterCodeListOutput> = z.strictObject({
  count: z.number().check(checks.integer),
  adapters: z.array(schemas.CustomAdapter),
});

export const CustomAdapterCodeGetInput: z.ZodType<CustomAdapterCodeGetInput> = z.strictObject({
  action: z.literal('get'),
  id: schemas.Id,
});

export const CustomAdapterCodeGetOutput: z.ZodType<CustomAdapterCodeGetOutput> = z.strictObject({
  adapter: schemas.CustomAdapter,
});

export const CustomAdapterCodeCreateInput: z.ZodType<CustomAdapterCodeCreateInput> = z.strictObject({
  action: z.literal('create'),
  name: z.string().min(1).max(100),
  code: z.string().min(1).max(100000),
  description: z.string().max(2000).optional(),
  config_schema: schemas.ConfigSchema.optional(),
});

export const CustomAdapterCodeCreateOutput: z.ZodType<CustomAdapterCodeCreateOutput> = z.strictObject({
  success: z.literal(true),
  adapter: schemas.CustomAdapter,
  warnings: z.array(z.string()),
});

export const CustomAdapterCodeUpdateInput: z.ZodType<CustomAdapterCodeUpdateInput> = z.strictObject({
  action: z.literal('update'),
  id: schemas.Id,
  name: z.string().min(1).max(100).optional(),
  code: z.string().min(1).max(100000).optional(),
  description: z.string().max(2000).optional(),
  config_schema: schemas.ConfigSchema.optional(),
});

export const CustomAdapterCodeUpdateOutput: z.ZodType<CustomAdapterCodeUpdateOutput> = z.strictObject({
  success: z.literal(true),
  adapter: schemas.CustomAdapter,
  warnings: z.array(z.string()),
});

export const CustomAdapterCodeDeleteInput: z.ZodType<CustomAdapterCodeDeleteInput> = z.strictObject({
  action: z.literal('delete'),
  id: schemas.Id,
});

export const CustomAdapterCodeDeleteOutput: z.ZodType<CustomAdapterCodeDeleteOutput> = z.strictObject({
  success: z.literal(true),
  deleted: schemas.CustomAdapter,
  deleted_configs: z.number().check(checks.integer),
  message: z.string(),
});

export const CustomAdapterCodeDeletionImpactInput: z.ZodType<CustomAdapterCodeDeletionImpactInput> = z.strictObject({
  action: z.literal('deletion_impact'),
  id: schemas.Id,
});

export const CustomAdapterCodeDeletionImpactOutput: z.ZodType<CustomAdapterCodeDeletionImpactOutput> = z.strictObject({
  configs: z.number().check(checks.integer),
  bindings: z.number().check(checks.integer),
  service_requests: z.number().check(checks.integer),
});

export const CustomAdapterCodeSchemaChangeImpactInput: z.ZodType<CustomAdapterCodeSchemaChangeImpactInput> = z.strictObject({
  action: z.literal('schema_change_impact'),
  id: schemas.Id,
  config_schema: schemas.ConfigSchema,
});

export const CustomAdapterCodeSchemaChangeImpactOutput: z.ZodType<CustomAdapterCodeSchemaChangeImpactOutput> = z.strictObject({
  configs: z.number().check(checks.integer),
  warnings: z.array(z.strictObject({
    field: z.string(),
    change: z.enum(['added', 'removed', 'type_changed']),
    message: z.string(),
  })),
});

export const customAdapterCode = {
  name: 'custom_adapter_code',
  definition: {
    name: 'custom_adapter_code',
    title: 'Write custom adapters',
    description: 'Works with custom adapters: systems of your own that service requests call, each a JavaScript class named CustomAdapter with a\nmethod execute(request). The name makes the system: "acct-lookup (v2)" is called as ACCT_LOOKUP_V2, so a new name breaks\nservice requests that use the old one. Before an update of config_schema ask for schema_change_impact, and before a delete for\ndeletion_impact; tell the person what they say, and obtain an explicit yes.\n\nActions:\n- list: Lists the custom adapters.\n- get: Shows a custom adapter with its code.\n- create: Creates a custom adapter. The page custom-adapters of ig_platform_documentation has a template to begin with.\n- update: Changes what is given of a custom adapter. A field that is taken out of config_schema goes from every configuration, and one that is added has to be given a value in every one before it can be used; warnings say so.\n- delete: Deletes a custom adapter and all its configurations.\n- deletion_impact: Says what would go with a custom adapter, and who uses it.\n- schema_change_impact: Says what a new config_schema would do to the configurations that there are.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['list', 'get', 'create', 'update', 'delete', 'deletion_impact', 'schema_change_impact'],
        },
        include_code: { type: 'boolean', description: 'For list: Whether to show their code. Default false.' },
        id: {
          type: 'integer',
          description: "For get (required), update (required), delete (required), deletion_impact (required), schema_change_impact (required): The custom adapter's id.",
          minimum: 1,
          maximum: 2147483647,
        },
        name: {
          type: 'string',
          description: 'For create (required), update: Unique; the system is made from it.',
          minLength: 1,
          maxLength: 100,
        },
        code: {
          type: 'string',
          description: 'For create (required), update: JavaScript that defines the class CustomAdapter.',
          minLength: 1,
          maxLength: 100000,
        },
        description: { type: 'string', description: 'For create, update: What it is for.', maxLength: 2000 },
        config_schema: {
          type: 'object',
          description: 'For create, update, schema_change_impact (required): The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody.',
          additionalProperties: json.ConfigFieldType,
        },
      },
      required: ['action'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['count', 'adapters'],
          properties: { count: { type: 'integer' }, adapters: { type: 'array', items: json.CustomAdapter } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['adapter'],
          properties: { adapter: json.CustomAdapter },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'adapter', 'warnings'],
          properties: {
            success: { const: true },
            adapter: json.CustomAdapter,
            warnings: { type: 'array', items: { type: 'string' } },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'adapter', 'warnings'],
          properties: {
            success: { const: true },
            adapter: json.CustomAdapter,
            warnings: { type: 'array', items: { type: 'string' } },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'deleted', 'deleted_configs', 'message'],
          properties: {
            success: { const: true },
            deleted: json.CustomAdapter,
            deleted_configs: { type: 'integer' },
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['configs', 'bindings', 'service_requests'],
          properties: {
            configs: { type: 'integer', description: 'How many configurations would be deleted.' },
            bindings: {
              type: 'integer',
              description: 'How many bindings to integrations would go with them.',
            },
            service_requests: { type: 'integer', description: 'How many service requests name its system.' },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['configs', 'warnings'],
          properties: {
            configs: { type: 'integer', description: 'How many configurations there are.' },
            warnings: {
              type: 'array',
              items: {
                type: 'object',
                required: ['field', 'change', 'message'],
                properties: {
                  field: { type: 'string' },
                  change: { type: 'string', enum: ['added', 'removed', 'type_changed'] },
                  message: { type: 'string' },
                },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: 'list',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeListInput,
      output: CustomAdapterCodeListOutput,
      tooLarge: 'Leave `include_code` out, and get the adapters one by one.',
      examples: [{ ask: 'Which custom adapters are there?', input: { action: 'list' } }],
    },
    {
      action: 'get',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeGetInput,
      output: CustomAdapterCodeGetOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Show me the code of the account lookup adapter', input: { action: 'get', id: 4 } }],
    },
    {
      action: 'create',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeCreateInput,
      output: CustomAdapterCodeCreateOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Write an adapter for the account lookup',
          input: {
            action: 'create',
            name: 'acct-lookup',
            config_schema: { base_url: 'string', api_key: 'encrypted_string', timeout: 'integer' },
            code: 'class CustomAdapter extends BaseAdapter {\n  async execute(request) {\n    const response = new AdapterResponse();\n    response.success = true;\n    response.payload = request.payload;\n    return response;\n  }\n}\n',
          },
        },
      ],
    },
    {
      action: 'update',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeUpdateInput,
      output: CustomAdapterCodeUpdateOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Describe the account lookup adapter',
          input: { action: 'update', id: 4, description: 'Finds an account by its number.' },
        },
      ],
    },
    {
      action: 'delete',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeDeleteInput,
      output: CustomAdapterCodeDeleteOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Yes, delete the account lookup adapter', input: { action: 'delete', id: 4 } }],
    },
    {
      action: 'deletion_impact',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeDeletionImpactInput,
      output: CustomAdapterCodeDeletionImpactOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'What would be lost with the account lookup adapter?',
          input: { action: 'deletion_impact', id: 4 },
        },
      ],
    },
    {
      action: 'schema_change_impact',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterCodeSchemaChangeImpactInput,
      output: CustomAdapterCodeSchemaChangeImpactOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'What would it do to add a retries field to the account lookup adapter?',
          input: {
            action: 'schema_change_impact',
            id: 4,
            config_schema: {
              base_url: 'string',
              api_key: 'encrypted_string',
              timeout: 'integer',
              retries: 'integer',
            },
          },
        },
      ],
    },
  ],
} as const;
