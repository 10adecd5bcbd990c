// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of django_admin, action describe-models. */
export type DjangoAdminDescribeModelsInput = {
  action: 'describe-models';
  /** The models to describe with all their fields. Left out, all models are listed, without fields. */
  models?: schemas.AdminModelName[];
};

/** The answer of django_admin, action describe-models. */
export type DjangoAdminDescribeModelsOutput = {
  models: {
    model: string;
    title: string;
    description: string;
    /** What you may do with instances of it. */
    permissions: {
      view: boolean;
      add: boolean;
      change: boolean;
      delete: boolean;
    };
    fields?: {
      name: string;
      type: 'integer' | 'number' | 'text' | 'code' | 'boolean' | 'moment' | 'json' | 'choice' | 'reference' | 'references' | 'encrypted' | 'file';
      help: string;
      /** Whether a new instance needs it. */
      required: boolean;
      nullable: boolean;
      writable: 'always' | 'at_creation' | 'never';
      default?: unknown;
      choices?: string[];
      /** The model that it refers to. */
      references?: string;
      min?: number;
      max?: number;
      max_length?: number;
      /** How it may be filtered: `exact`, and what follows two underscores. */
      filters?: string[];
      /** Whether instances may be ordered by it. */
      orders?: boolean;
    }[];
  }[];
};

/** The arguments of django_admin, action get-model. */
export type DjangoAdminGetModelInput = {
  action: 'get-model';
  /** The model's name, such as `gateway.User`; describe-models lists them. */
  model: schemas.AdminModelName;
  /** Field and value, at most 10; all have to hold. After a field's name may stand __in, __contains, __icontains, __startswith, __gt, __gte, __lt, __lte or __isnull; one reference may be followed to a field of its model: {"integration__path_name": "Loan Booking"}. Where a filter would have to look at more than 50,000 rows it is refused. */
  filters?: {
    [key: string]: unknown;
  };
  /** The fields to show. Left out, all of them. */
  fields?: string[];
  /** Fields; a minus before one turns the order around. Left out: the id. */
  order_by?: string[];
  /** How many at the most. */
  limit: number;
  /** How many to leave out at the beginning. */
  offset: number;
};

/** The answer of django_admin, action get-model. */
export type DjangoAdminGetModelOutput = {
  model: string;
  /** How many there are that fit; counting stops at 10,000. */
  total: number;
  instances: schemas.AdminInstance[];
};

/** The arguments of django_admin, action post-model. */
export type DjangoAdminPostModelInput = {
  action: 'post-model';
  /** The model's name, such as `gateway.User`; describe-models lists them. */
  model: schemas.AdminModelName;
  /** Field and value, as describe-models names them; a reference is an id, under a name that ends in _id. */
  values: schemas.AdminInstance;
};

/** The answer of django_admin, action post-model. */
export type DjangoAdminPostModelOutput = {
  success: true;
  model: string;
  id: schemas.Id;
  /** The instance's fields. Encrypted ones are masked. */
  instance: schemas.AdminInstance;
  /** What is not stored readably and cannot be shown again, such as a new token. */
  shown_once?: {
    [key: string]: unknown;
  };
};

/** The arguments of django_admin, action patch-model. */
export type DjangoAdminPatchModelInput = {
  action: 'patch-model';
  /** The model's name, such as `gateway.User`; describe-models lists them. */
  model: schemas.AdminModelName;
  /** The instance's id. */
  id: schemas.Id;
  /** Field and value, as describe-models names them; a reference is an id, under a name that ends in _id. */
  values: schemas.AdminInstance;
};

/** The answer of django_admin, action patch-model. */
export type DjangoAdminPatchModelOutput = {
  success: true;
  model: string;
  id: schemas.Id;
  /** The fields that have changed. */
  changes: {
    [key: string]: {
      old: unknown;
      new: unknown;
    };
  };
  /** The instance's fields. Encrypted ones are masked. */
  instance: schemas.AdminInstance;
  /** What is not stored readably and cannot be shown again, such as a new secret. */
  shown_once?: {
    [key: string]: unknown;
  };
};

/** The arguments of django_admin, action delete-model. */
export type DjangoAdminDeleteModelInput = {
  action: 'delete-model';
  /** The model's name, such as `gateway.User`; describe-models lists them. */
  model: schemas.AdminModelName;
  /** The instance's id. */
  id: schemas.Id;
};

/** The answer of django_admin, action delete-model. */
export type DjangoAdminDeleteModelOutput = {
  success: true;
  model: string;
  id: schemas.Id;
  /** The instance's fields. Encrypted ones are masked. */
  deleted: schemas.AdminInstance;
  message: string;
};

export const DjangoAdminDescribeModelsInput: z.ZodType<DjangoAdminDescribeModelsInput> = z.strictObject({
  action: z.literal('describe-models'),
  models: z.array(schemas.AdminModelName).min(1).max(50).check(checks.unique).optional(),
});

export const DjangoAdminDescribeModelsOutput: z.ZodType<DjangoAdminDescribeModelsOutput> = z.strictObject({
  models: z.array(z.strictObject({
    model: z.string(),
    title: z.string(),
    description: z.string(),
    permissions: z.strictObject({
      view: z.boolean(),
      add: z.boolean(),
      change: z.boolean(),
      delete: z.boolean(),
    }),
    fields: z.array(z.strictObject({
      name: z.string(),
      type: z.enum(['integer', 'number', 'text', 'code', 'boolean', 'moment', 'json', 'choice', 'reference', 'references', 'encrypted', 'file']),
      help: z.string(),
      required: z.boolean(),
      nullable: z.boolean(),
      writable: z.enum(['always', 'at_creation', 'never']),
      default: z.unknown().optional(),
      choices: z.array(z.string()).optional(),
      references: z.string().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      max_length: z.number().check(checks.integer).optional(),
      filters: z.array(z.string()).optional(),
      orders: z.boolean().optional(),
    })).optional(),
  })),
});

export const DjangoAdminGetModelInput: z.ZodType<DjangoAdminGetModelInput> = z.strictObject({
  action: z.literal('get-model'),
  model: schemas.AdminModelName,
  filters: checks.open(z.object({}), z.unknown()).optional(),
  fields: z.array(z.string().max(100)).min(1).max(50).check(checks.unique).optional(),
  order_by: z.array(z.string().max(100)).max(3).optional(),
  limit: z.number().check(checks.integer).gte(1).lte(200).default(50),
  offset: z.number().check(checks.integer).gte(0).lte(10000).default(0),
});

export const DjangoAdminGetModelOutput: z.ZodType<DjangoAdminGetModelOutput> = z.strictObject({
  model: z.string(),
  total: z.number().check(checks.integer),
  instances: z.array(schemas.AdminInstance),
});

export const DjangoAdminPostModelInput: z.ZodType<DjangoAdminPostModelInput> = z.strictObject({
  action: z.literal('post-model'),
  model: schemas.AdminModelName,
  values: schemas.AdminInstance,
});

export const DjangoAdminPostModelOutput: z.ZodType<DjangoAdminPostModelOutput> = z.strictObject({
  success: z.literal(true),
  model: z.string(),
  id: schemas.Id,
  instance: schemas.AdminInstance,
  shown_once: checks.open(z.object({}), z.unknown()).optional(),
});

export const DjangoAdminPatchModelInput: z.ZodType<DjangoAdminPatchModelInput> = z.strictObject({
  action: z.literal('patch-model'),
  model: schemas.AdminModelName,
  id: schemas.Id,
  values: schemas.AdminInstance,
});

export const DjangoAdminPatchModelOutput: z.ZodType<DjangoAdminPatchModelOutput> = z.strictObject({
  success: z.literal(true),
  model: z.string(),
  id: schemas.Id,
  changes: checks.open(z.object({}), z.strictObject({
    old: z.unknown(),
    new: z.unknown(),
  })),
  instance: schemas.AdminInstance,
  shown_once: checks.open(z.object({}), z.unknown()).optional(),
});

export const DjangoAdminDeleteModelInput: z.ZodType<DjangoAdminDeleteModelInput> = z.strictObject({
  action: z.literal('delete-model'),
  model: schemas.AdminModelName,
  id: schemas.Id,
});

export const DjangoAdminDeleteModelOutput: z.ZodType<DjangoAdminDeleteModelOutput> = z.strictObject({
  success: z.literal(true),
  model: z.string(),
  id: schemas.Id,
  deleted: schemas.AdminInstance,
  message: z.string(),
});

export const djangoAdmin = {
  name: 'django_admin',
  definition: {
    name: 'django_admin',
    title: 'Administer',
    description: 'Sees and changes what administrators look after, model by model: users, groups, permissions, settings of integrations,\nadapter configurations and bindings, vaults, web service endpoints, frontends, custom adapters and more.\nBegin with describe-models: it says which models you may see, what their fields mean, and how they may be filtered. A reference to\nanother instance is written as its id, in a field whose name ends in _id; a list of instances as a list of ids.\nBefore delete-model, show the person what will be deleted and obtain an explicit yes.\n\nActions:\n- describe-models: Describes the models that you may see, their fields, and what you may do with each.\n- get-model: Shows instances of a model, those that you may see.\n- post-model: Creates an instance.\n- patch-model: Changes the fields that are given, and no others.\n- delete-model: Deletes an instance and what belongs to it. Ask the person for an explicit yes first.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['describe-models', 'get-model', 'post-model', 'patch-model', 'delete-model'],
        },
        models: {
          type: 'array',
          description: 'For describe-models: The models to describe with all their fields. Left out, all models are listed, without fields.',
          minItems: 1,
          maxItems: 50,
          uniqueItems: true,
          items: json.AdminModelName,
        },
        model: {
          type: 'string',
          description: "For get-model (required), post-model (required), patch-model (required), delete-model (required): The model's name, such as `gateway.User`; describe-models lists them.",
          minLength: 1,
          maxLength: 100,
        },
        filters: {
          type: 'object',
          description: "For get-model: Field and value, at most 10; all have to hold. After a field's name may stand __in, __contains, __icontains, __startswith, __gt, __gte, __lt, __lte or __isnull; one reference may be followed to a field of its model: {\"integration__path_name\": \"Loan Booking\"}. Where a filter would have to look at more than 50,000 rows it is refused.",
          additionalProperties: {},
        },
        fields: {
          type: 'array',
          description: 'For get-model: The fields to show. Left out, all of them.',
          minItems: 1,
          maxItems: 50,
          uniqueItems: true,
          items: { type: 'string', maxLength: 100 },
        },
        order_by: {
          type: 'array',
          description: 'For get-model: Fields; a minus before one turns the order around. Left out: the id.',
          maxItems: 3,
          items: { type: 'string', maxLength: 100 },
        },
        limit: {
          type: 'integer',
          description: 'For get-model: How many at the most. Default 50.',
          minimum: 1,
          maximum: 200,
        },
        offset: {
          type: 'integer',
          description: 'For get-model: How many to leave out at the beginning. Default 0.',
          minimum: 0,
          maximum: 10000,
        },
        values: {
          type: 'object',
          description: 'For post-model (required), patch-model (required): Field and value, as describe-models names them; a reference is an id, under a name that ends in _id.',
          additionalProperties: {},
        },
        id: {
          type: 'integer',
          description: "For patch-model (required), delete-model (required): The instance's id.",
          minimum: 1,
          maximum: 2147483647,
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
          required: ['models'],
          properties: {
            models: {
              type: 'array',
              items: {
                type: 'object',
                required: ['model', 'title', 'description', 'permissions'],
                properties: {
                  model: { type: 'string' },
                  title: { type: 'string' },
                  description: { type: 'string' },
                  permissions: {
                    type: 'object',
                    description: 'What you may do with instances of it.',
                    required: ['view', 'add', 'change', 'delete'],
                    properties: {
                      view: { type: 'boolean' },
                      add: { type: 'boolean' },
                      change: { type: 'boolean' },
                      delete: { type: 'boolean' },
                    },
                    additionalProperties: false,
                  },
                  fields: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['name', 'type', 'help', 'required', 'nullable', 'writable'],
                      properties: {
                        name: { type: 'string' },
                        type: {
                          type: 'string',
                          enum: [
                            'integer',
                            'number',
                            'text',
                            'code',
                            'boolean',
                            'moment',
                            'json',
                            'choice',
                            'reference',
                            'references',
                            'encrypted',
                            'file',
                          ],
                        },
                        help: { type: 'string' },
                        required: { type: 'boolean', description: 'Whether a new instance needs it.' },
                        nullable: { type: 'boolean' },
                        writable: { type: 'string', enum: ['always', 'at_creation', 'never'] },
                        default: {},
                        choices: { type: 'array', items: { type: 'string' } },
                        references: { type: 'string', description: 'The model that it refers to.' },
                        min: { type: 'number' },
                        max: { type: 'number' },
                        max_length: { type: 'integer' },
                        filters: {
                          type: 'array',
                          description: 'How it may be filtered: `exact`, and what follows two underscores.',
                          items: { type: 'string' },
                        },
                        orders: { type: 'boolean', description: 'Whether instances may be ordered by it.' },
                      },
                      additionalProperties: false,
                    },
                  },
                },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['model', 'total', 'instances'],
          properties: {
            model: { type: 'string' },
            total: {
              type: 'integer',
              description: 'How many there are that fit; counting stops at 10,000.',
            },
            instances: { type: 'array', items: json.AdminInstance },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'model', 'id', 'instance'],
          properties: {
            success: { const: true },
            model: { type: 'string' },
            id: json.Id,
            instance: json.AdminInstance,
            shown_once: {
              type: 'object',
              description: 'What is not stored readably and cannot be shown again, such as a new token.',
              additionalProperties: {},
            },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'model', 'id', 'changes', 'instance'],
          properties: {
            success: { const: true },
            model: { type: 'string' },
            id: json.Id,
            changes: {
              type: 'object',
              description: 'The fields that have changed.',
              additionalProperties: {
                type: 'object',
                required: ['old', 'new'],
                properties: { old: {}, new: {} },
                additionalProperties: false,
              },
            },
            instance: json.AdminInstance,
            shown_once: {
              type: 'object',
              description: 'What is not stored readably and cannot be shown again, such as a new secret.',
              additionalProperties: {},
            },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'model', 'id', 'deleted', 'message'],
          properties: {
            success: { const: true },
            model: { type: 'string' },
            id: json.Id,
            deleted: json.AdminInstance,
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: 'describe-models',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DjangoAdminDescribeModelsInput,
      output: DjangoAdminDescribeModelsOutput,
      tooLarge: 'Name a few models in `models`.',
      examples: [{ ask: 'What can I administer?', input: { action: 'describe-models' } }],
    },
    {
      action: 'get-model',
      permission: { level: 'administer', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DjangoAdminGetModelInput,
      output: DjangoAdminGetModelOutput,
      tooLarge: 'Ask for fewer with `limit`, or name `fields`.',
      examples: [
        {
          ask: 'Which integrations keep their run history for less than 30 days?',
          input: {
            action: 'get-model',
            model: 'gateway.IntegrationConfig',
            filters: { store_run_history_for_x_days__lt: 30 },
          },
        },
      ],
    },
    {
      action: 'post-model',
      permission: { level: 'administer', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DjangoAdminPostModelInput,
      output: DjangoAdminPostModelOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Let Ann read Loan Booking',
          input: {
            action: 'post-model',
            model: 'gateway.IntegrationPermission',
            values: { user_id: 7, integration_id: 3, read: true },
          },
        },
      ],
    },
    {
      action: 'patch-model',
      permission: { level: 'administer', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DjangoAdminPatchModelInput,
      output: DjangoAdminPatchModelOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Keep the run history of Loan Booking for a year',
          input: {
            action: 'patch-model',
            model: 'gateway.IntegrationConfig',
            id: 3,
            values: { store_run_history_for_x_days: 365 },
          },
        },
      ],
    },
    {
      action: 'delete-model',
      permission: { level: 'administer', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DjangoAdminDeleteModelInput,
      output: DjangoAdminDeleteModelOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Yes, delete the web service endpoint 5',
          input: { action: 'delete-model', model: 'gateway.WebServiceEndpoint', id: 5 },
        },
      ],
    },
  ],
} as const;
