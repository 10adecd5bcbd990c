// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of custom_adapter_config, action list. */
export type CustomAdapterConfigListInput = {
  action: 'list';
  /** The custom adapter's id. */
  code_id: schemas.Id;
};

/** The answer of custom_adapter_config, action list. */
export type CustomAdapterConfigListOutput = {
  count: number;
  configs: schemas.CustomAdapterConfig[];
};

/** The arguments of custom_adapter_config, action get. */
export type CustomAdapterConfigGetInput = {
  action: 'get';
  /** The custom adapter's id. */
  code_id: schemas.Id;
  /** The configuration's id. */
  config_id: schemas.Id;
};

/** The answer of custom_adapter_config, action get. */
export type CustomAdapterConfigGetOutput = {
  config: schemas.CustomAdapterConfig;
};

/** The arguments of custom_adapter_config, action create. */
export type CustomAdapterConfigCreateInput = {
  action: 'create';
  /** The custom adapter's id. */
  code_id: schemas.Id;
  /** What it is called among those of the adapter. */
  name: string;
  /** Whether integrations may use it. */
  active: boolean;
  /** A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are. */
  config_values?: schemas.ConfigValues;
};

/** The answer of custom_adapter_config, action create. */
export type CustomAdapterConfigCreateOutput = {
  success: true;
  config: schemas.CustomAdapterConfig;
};

/** The arguments of custom_adapter_config, action update. */
export type CustomAdapterConfigUpdateInput = {
  action: 'update';
  /** The custom adapter's id. */
  code_id: schemas.Id;
  /** The configuration's id. */
  config_id: schemas.Id;
  /** What it is called among those of the adapter. */
  name?: string;
  /** Whether integrations may use it. */
  active?: boolean;
  /** A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are. */
  config_values?: schemas.ConfigValues;
};

/** The answer of custom_adapter_config, action update. */
export type CustomAdapterConfigUpdateOutput = {
  success: true;
  config: schemas.CustomAdapterConfig;
};

/** The arguments of custom_adapter_config, action delete. */
export type CustomAdapterConfigDeleteInput = {
  action: 'delete';
  /** The custom adapter's id. */
  code_id: schemas.Id;
  /** The configuration's id. */
  config_id: schemas.Id;
};

/** The answer of custom_adapter_config, action delete. */
export type CustomAdapterConfigDeleteOutput = {
  success: true;
  deleted: schemas.CustomAdapterConfig;
  deleted_bindings: number;
  message: string;
};

/** The arguments of custom_adapter_config, action validate. */
export type CustomAdapterConfigValidateInput = {
  action: 'validate';
  /** The custom adapter's id. */
  code_id: schemas.Id;
};

/** The answer of custom_adapter_config, action validate. */
export type CustomAdapterConfigValidateOutput = schemas.CustomAdapterValidation;

/** The arguments of custom_adapter_config, action validation_result. */
export type CustomAdapterConfigValidationResultInput = {
  action: 'validation_result';
  /** The custom adapter's id. */
  code_id: schemas.Id;
};

/** The answer of custom_adapter_config, action validation_result. */
export type CustomAdapterConfigValidationResultOutput = schemas.CustomAdapterValidation;

export const CustomAdapterConfigListInput: z.ZodType<CustomAdapterConfigListInput> = z.strictObject({
  action: z.literal('list'),
  code_id: schemas.Id,
});

export const CustomAdapterConfigListOutput: z.ZodType<CustomAdapterConfigListOutput> = z.strictObject({
  count: z.number().check(checks.integer),
  configs: z.array(schemas.CustomAdapterConfig),
});

export const CustomAdapterConfigGetInput: z.ZodType<CustomAdapterConfigGetInput> = z.strictObject({
  action: z.literal('get'),
  code_id: schemas.Id,
  config_id: schemas.Id,
});

export const CustomAdapterConfigGetOutput: z.ZodType<CustomAdapterConfigGetOutput> = z.strictObject({
  config: schemas.CustomAdapterConfig,
});

export const CustomAdapterConfigCreateInput: z.ZodType<CustomAdapterConfigCreateInput> = z.strictObject({
  action: z.literal('create'),
  code_id: schemas.Id,
  name: z.string().min(1).max(100),
  active: z.boolean().default(true),
  config_values: schemas.ConfigValues.optional(),
});

export const CustomAdapterConfigCreateOutput: z.ZodType<CustomAdapterConfigCreateOutput> = z.strictObject({
  success: z.literal(true),
  config: schemas.CustomAdapterConfig,
});

export const CustomAdapterConfigUpdateInput: z.ZodType<CustomAdapterConfigUpdateInput> = z.strictObject({
  action: z.literal('update'),
  code_id: schemas.Id,
  config_id: schemas.Id,
  name: z.string().min(1).max(100).optional(),
  active: z.boolean().optional(),
  config_values: schemas.ConfigValues.optional(),
});

export const CustomAdapterConfigUpdateOutput: z.ZodType<CustomAdapterConfigUpdateOutput> = z.strictObject({
  success: z.literal(true),
  config: schemas.CustomAdapterConfig,
});

export const CustomAdapterConfigDeleteInput: z.ZodType<CustomAdapterConfigDeleteInput> = z.strictObject({
  action: z.literal('delete'),
  code_id: schemas.Id,
  config_id: schemas.Id,
});

export const CustomAdapterConfigDeleteOutput: z.ZodType<CustomAdapterConfigDeleteOutput> = z.strictObject({
  success: z.literal(true),
  deleted: schemas.CustomAdapterConfig,
  deleted_bindings: z.number().check(checks.integer),
  message: z.string(),
});

export const CustomAdapterConfigValidateInput: z.ZodType<CustomAdapterConfigValidateInput> = z.strictObject({
  action: z.literal('validate'),
  code_id: schemas.Id,
});

export const CustomAdapterConfigValidateOutput: z.ZodType<CustomAdapterConfigValidateOutput> = schemas.CustomAdapterValidation;

export const CustomAdapterConfigValidationResultInput: z.ZodType<CustomAdapterConfigValidationResultInput> = z.strictObject({
  action: z.literal('validation_result'),
  code_id: schemas.Id,
});

export const CustomAdapterConfigValidationResultOutput: z.ZodType<CustomAdapterConfigValidationResultOutput> = schemas.CustomAdapterValidation;

export const customAdapterConfig = {
  name: 'custom_adapter_config',
  definition: {
    name: 'custom_adapter_config',
    title: 'Configure custom adapters',
    description: "Works with the configurations of a custom adapter: the values for the fields of its config_schema. An integration uses the\none that is bound to it; also an adapter without fields needs one. Whoever holds adapter_configs binds it, on the page\nAdapters or with django_admin: post-model of gateway.AdapterConfigBinding, with integration_id and the configuration's id as\nadapter_config_id. Encrypted and file values are masked, and cannot be read back.\n\nActions:\n- list: Lists the configurations of a custom adapter.\n- get: Shows a configuration.\n- create: Creates a configuration.\n- update: Changes what is given of a configuration.\n- delete: Deletes a configuration, and unbinds it from the integrations that use it.\n- validate: Runs validate_config with every configuration that is active and not kept from it, and answers when all are done or 20 seconds are over; ask validation_result for those that are in progress then.\n- validation_result: Shows what the last validation found, and runs nothing.",
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['list', 'get', 'create', 'update', 'delete', 'validate', 'validation_result'],
        },
        code_id: {
          type: 'integer',
          description: "The custom adapter's id.",
          minimum: 1,
          maximum: 2147483647,
        },
        config_id: {
          type: 'integer',
          description: "For get (required), update (required), delete (required): The configuration's id.",
          minimum: 1,
          maximum: 2147483647,
        },
        name: {
          type: 'string',
          description: 'For create (required), update: What it is called among those of the adapter.',
          minLength: 1,
          maxLength: 100,
        },
        active: {
          type: 'boolean',
          description: 'For create: Whether integrations may use it. Default true. For update: Whether integrations may use it.',
        },
        config_values: {
          type: 'object',
          description: 'For create, update: A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are.',
          additionalProperties: {},
        },
      },
      required: ['action', 'code_id'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['count', 'configs'],
          properties: {
            count: { type: 'integer' },
            configs: { type: 'array', items: json.CustomAdapterConfig },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['config'],
          properties: { config: json.CustomAdapterConfig },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'config'],
          properties: { success: { const: true }, config: json.CustomAdapterConfig },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'config'],
          properties: { success: { const: true }, config: json.CustomAdapterConfig },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'deleted', 'deleted_bindings', 'message'],
          properties: {
            success: { const: true },
            deleted: json.CustomAdapterConfig,
            deleted_bindings: { type: 'integer' },
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
        json.CustomAdapterValidation,
        json.CustomAdapterValidation,
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: 'list',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigListInput,
      output: CustomAdapterConfigListOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Which configurations does the account lookup adapter have?',
          input: { action: 'list', code_id: 4 },
        },
      ],
    },
    {
      action: 'get',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigGetInput,
      output: CustomAdapterConfigGetOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Show me the test configuration of the account lookup adapter',
          input: { action: 'get', code_id: 4, config_id: 9 },
        },
      ],
    },
    {
      action: 'create',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 4194304, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigCreateInput,
      output: CustomAdapterConfigCreateOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Configure the account lookup adapter for the test system',
          input: {
            action: 'create',
            code_id: 4,
            name: 'test',
            config_values: { base_url: 'https://accounts.test', api_key: 's3cret', timeout: 30 },
          },
        },
      ],
    },
    {
      action: 'update',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 4194304, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigUpdateInput,
      output: CustomAdapterConfigUpdateOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Give the account lookup adapter a minute',
          input: { action: 'update', code_id: 4, config_id: 9, config_values: { timeout: 60 } },
        },
      ],
    },
    {
      action: 'delete',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigDeleteInput,
      output: CustomAdapterConfigDeleteOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Yes, delete that configuration',
          input: { action: 'delete', code_id: 4, config_id: 9 },
        },
      ],
    },
    {
      action: 'validate',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigValidateInput,
      output: CustomAdapterConfigValidateOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Do the configurations of the account lookup adapter work?',
          input: { action: 'validate', code_id: 4 },
        },
      ],
    },
    {
      action: 'validation_result',
      permission: { level: 'custom_adapters', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: CustomAdapterConfigValidationResultInput,
      output: CustomAdapterConfigValidationResultOutput,
      tooLarge: 'Ask for less.',
      examples: [
        { ask: 'What came of the validation?', input: { action: 'validation_result', code_id: 4 } },
      ],
    },
  ],
} as const;
