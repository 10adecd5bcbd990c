// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
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
    path_name: z.string().check(checks.minLength(1), checks.maxLength(255)),
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
        integration_name: {
          type: 'string',
          description: "The integration's path name, or its id.",
          minLength: 1,
          maxLength: 255,
        },
        components: {
          type: 'array',
          description: 'The kinds to show. Left out, all of them.',
          minItems: 1,
          uniqueItems: true,
          items: {
            type: 'string',
            enum: [
              'integration',
              'servicerequest',
              'fieldmapping',
              'validationrule',
              'valuemappingset',
              'valuemapping',
              'mask',
            ],
          },
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
          type: 'object',
          properties: {
            path_name: {
              type: 'string',
              description: 'The unique name, also its address. Not digits alone, because those are ids.',
              minLength: 1,
              maxLength: 255,
            },
            description: {
              type: ['string', 'null'],
              description: 'Free text. null clears it.',
              maxLength: 20000,
            },
            active: { type: 'boolean', description: 'When false, it cannot be run. Default true.' },
            http_api: { type: 'boolean', description: 'Whether it can be run over HTTP. Default false.' },
            run_async: { type: 'boolean', description: 'Whether a caller is answered at once. Default false.' },
            before_hook: {
              type: ['string', 'null'],
              description: 'JavaScript, an expression or statements that return a value. null clears it.',
              maxLength: 100000,
            },
            on_success_hook: {
              type: ['string', 'null'],
              description: 'JavaScript, an expression or statements that return a value. null clears it.',
              maxLength: 100000,
            },
            on_failure_hook: {
              type: ['string', 'null'],
              description: 'JavaScript, an expression or statements that return a value. null clears it.',
              maxLength: 100000,
            },
            finally_hook: {
              type: ['string', 'null'],
              description: 'JavaScript, an expression or statements that return a value. null clears it.',
              maxLength: 100000,
            },
            swagger_request: {
              type: ['string', 'null'],
              description: 'The OpenAPI requestBody fragment.',
              maxLength: 20000,
            },
            swagger_response: {
              type: ['string', 'null'],
              description: 'The OpenAPI responses fragment.',
              maxLength: 20000,
            },
            config: {
              type: 'object',
              description: 'How runs are kept, reported and retried.',
              properties: {
                email_on_success: { type: 'boolean' },
                email_on_failure: { type: 'boolean' },
                email_on_success_to_addresses: { type: ['string', 'null'], description: 'Separated by commas.', maxLength: 2000 },
                email_on_failure_to_addresses: { type: ['string', 'null'], description: 'Separated by commas.', maxLength: 2000 },
                email_digests: { type: 'boolean', description: 'Whether those mails hold a detailed breakdown.' },
                store_run_history: { type: 'boolean' },
                store_run_history_for_x_days: { type: 'integer', minimum: 1, maximum: 36500 },
                store_payload_in_run_history: { type: 'boolean', description: 'Needs store_run_history.' },
                store_payloads_in_run_history_for_x_days: { type: 'integer', minimum: 1, maximum: 36500 },
                retry_mode: { type: 'string', enum: ['none', 'fixed', 'exponential'] },
                retry_delay_seconds: { type: 'integer', minimum: 1, maximum: 600 },
                retry_delay_jitter: { type: 'integer', minimum: 0, maximum: 120 },
                max_retries: { type: 'integer', minimum: 1, maximum: 10 },
                engine_version: { type: 'string', enum: ['1.0.0', '1.1.0', '1.2.0'] },
              },
              additionalProperties: false,
            },
            tags: {
              type: 'array',
              description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
              maxItems: 50,
              uniqueItems: true,
              items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
            },
            comments: {
              type: 'array',
              description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
              maxItems: 100,
              items: {
                type: 'object',
                properties: {
                  id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                  subject: { type: 'string', minLength: 1, maxLength: 255 },
                  content: { type: 'string', maxLength: 20000 },
                  url: { type: ['string', 'null'], description: "A ticket's address.", maxLength: 2000 },
                  resolved: { type: 'boolean' },
                  author: {
                    type: 'string',
                    description: 'Who wrote it; set by the gateway.',
                    maxLength: 255,
                  },
                  created_at: {
                    type: 'string',
                    description: 'When it was written; set by the gateway.',
                    maxLength: 40,
                  },
                },
                additionalProperties: false,
              },
            },
            id: { type: 'integer', minimum: 1, maximum: 2147483647 },
          },
          required: ['id', 'path_name', 'active', 'http_api', 'run_async'],
          additionalProperties: false,
        },
        servicerequests: {
          type: 'array',
          items: {
            type: 'object',
            description: 'A call to an outside system through an adapter.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              parent_servicerequest_id: {
                type: ['integer', 'null'],
                description: 'The service request that this one is a part of.',
                minimum: 1,
                maximum: 2147483647,
              },
              sequence: {
                type: 'integer',
                description: 'The order, ascending. Left out of a new item, it follows the last one in steps of 10.',
                minimum: 0,
                maximum: 1000000,
              },
              active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
              system: {
                type: 'string',
                description: 'The adapter, for example HTTP, ECHO, EMAIL_SMTP or MOCKCORE. Required for a new one.',
                minLength: 1,
                maxLength: 64,
              },
              service_name: {
                type: ['string', 'null'],
                description: 'What the adapter is asked for; n/a where it has one service.',
                maxLength: 255,
              },
              formula_variable: {
                type: ['string', 'null'],
                description: 'The name under which formulas see .request and .response.',
                maxLength: 255,
              },
              call_for_each: {
                type: ['string', 'null'],
                description: 'Something to iterate over; one call an item.',
                maxLength: 100000,
              },
              call_if: {
                type: ['string', 'null'],
                description: 'Whether to call. Empty means always.',
                maxLength: 100000,
              },
              abort_after_execute_request_failure: {
                type: 'boolean',
                description: 'Whether a failure of this request fails the run. Default true.',
              },
              skip_execute_if_no_sub_requests: { type: 'boolean', description: 'Default false.' },
              before_prepare_request_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_prepare_request_success_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_prepare_request_failure_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              before_execute_request_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_execute_request_success_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_execute_request_failure_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_overall_success_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              after_overall_failure_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              message_substitution_name: {
                type: ['string', 'null'],
                description: "Replaces the service's name in error messages.",
                maxLength: 255,
              },
              notes: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        fieldmappings: {
          type: 'array',
          items: {
            type: 'object',
            description: 'A formula that fills one field of a service request.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              servicerequest_id: {
                type: 'integer',
                description: 'The service request that it fills. Required for a new one.',
                minimum: 1,
                maximum: 2147483647,
              },
              sequence: {
                type: 'integer',
                description: 'The order, ascending. Left out of a new item, it follows the last one in steps of 10.',
                minimum: 0,
                maximum: 1000000,
              },
              active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
              field: {
                type: 'string',
                description: "The path to fill: a.b.c, list[0].x, list[fidx].x or headers['Content-Type']. Required for a new one.",
                minLength: 1,
                maxLength: 2000,
              },
              value: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              value_type: {
                type: ['string', 'null'],
                description: 'What a value that is not null is converted to.',
                enum: ['str', 'int', 'float', 'bool', 'dict', 'list', 'File', null],
              },
              valuemappingset_id: {
                type: ['integer', 'null'],
                description: 'The value mapping set that is applied to the value.',
                minimum: 1,
                maximum: 2147483647,
              },
              include_for_each: {
                type: ['string', 'null'],
                description: 'Something to iterate over; one value an item.',
                maxLength: 100000,
              },
              include_if: {
                type: ['string', 'null'],
                description: 'Whether to fill it. Empty means always.',
                maxLength: 100000,
              },
              nullable: {
                type: 'boolean',
                description: 'Whether null may be sent. Default false: null is then an error.',
              },
              status: {
                type: 'string',
                description: 'How far the work on it is. A new one is Not Started.',
                enum: [
                  'Not Started',
                  'Not Used',
                  'Change Requested',
                  'In Progress',
                  'Waiting for Support',
                  'Waiting for Customer',
                  'Needs Testing',
                  'Approved',
                ],
              },
              source_record_type: { type: ['string', 'null'], description: 'Documentation only.', maxLength: 255 },
              source_field_name: { type: ['string', 'null'], description: 'Documentation only.', maxLength: 255 },
              target_record_type: { type: ['string', 'null'], description: 'Documentation only.', maxLength: 255 },
              target_field_name: { type: ['string', 'null'], description: 'Documentation only.', maxLength: 255 },
              message_substitution_name: {
                type: ['string', 'null'],
                description: "Replaces the field's name in error messages.",
                maxLength: 255,
              },
              notes: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        validationrules: {
          type: 'array',
          items: {
            type: 'object',
            description: 'A check of the payload, of a request, or of a response.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              servicerequest_id: {
                type: ['integer', 'null'],
                description: 'The service request whose REQUEST or RESPONSE it checks. None for INPUT.',
                minimum: 1,
                maximum: 2147483647,
              },
              sequence: {
                type: 'integer',
                description: 'The order, ascending. Left out of a new item, it follows the last one in steps of 10.',
                minimum: 0,
                maximum: 1000000,
              },
              active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
              type: {
                type: 'string',
                description: 'What it checks. Required for a new one.',
                enum: ['INPUT', 'REQUEST', 'RESPONSE'],
              },
              field: {
                type: ['string', 'null'],
                description: 'A formula; its value is _ in the rule.',
                maxLength: 100000,
              },
              rule: {
                type: ['string', 'null'],
                description: 'A formula; the check passes when it is true.',
                maxLength: 100000,
              },
              apply_if: {
                type: ['string', 'null'],
                description: 'Whether to check. Empty means always.',
                maxLength: 100000,
              },
              apply_to_each: {
                type: ['string', 'null'],
                description: 'Something to iterate over; one check an item.',
                maxLength: 100000,
              },
              abort_on_failure: { type: 'boolean', description: 'Whether a failure fails the run. Default true.' },
              valuemappingset_id: {
                type: ['integer', 'null'],
                description: 'The value mapping set that the value must occur in.',
                minimum: 1,
                maximum: 2147483647,
              },
              valuemappingset_side: {
                type: ['string', 'null'],
                description: 'On which side of that set.',
                enum: ['from', 'to', null],
              },
              max_length: {
                type: ['integer', 'null'],
                description: 'The longest text that passes.',
                minimum: 0,
                maximum: 2147483647,
              },
              message_substitution_name: {
                type: ['string', 'null'],
                description: "Replaces the field's name in error messages.",
                maxLength: 255,
              },
              pass_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              fail_hook: {
                type: ['string', 'null'],
                description: 'JavaScript, an expression or statements that return a value. null clears it.',
                maxLength: 100000,
              },
              notes: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        valuemappingsets: {
          type: 'array',
          items: {
            type: 'object',
            description: 'A table that translates values.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              name: {
                type: 'string',
                description: 'Required for a new one.',
                minLength: 1,
                maxLength: 255,
              },
              description: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              case_sensitive: { type: 'boolean', description: 'Default false.' },
              use_default_to_value: {
                type: 'boolean',
                description: 'Whether a value without a match becomes default_to_value.',
              },
              default_to_value: { type: ['string', 'boolean', 'null'], maxLength: 2000 },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        valuemappings: {
          type: 'array',
          items: {
            type: 'object',
            description: 'One line of a value mapping set.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              valuemappingset_id: {
                type: 'integer',
                description: 'The set that it belongs to. Required for a new one.',
                minimum: 1,
                maximum: 2147483647,
              },
              from_value: {
                type: ['string', 'boolean'],
                description: 'Required for a new one.',
                maxLength: 2000,
              },
              to_value: { type: 'string', description: 'Required for a new one.', maxLength: 2000 },
              status: {
                type: 'string',
                description: 'How far the work on it is. A new one is Not Started.',
                enum: [
                  'Not Started',
                  'Not Used',
                  'Change Requested',
                  'In Progress',
                  'Waiting for Support',
                  'Waiting for Customer',
                  'Needs Testing',
                  'Approved',
                ],
              },
              notes: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        masks: {
          type: 'array',
          items: {
            type: 'object',
            description: 'Hides a value in the run history, not from the integration.',
            properties: {
              id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              servicerequest_id: {
                type: ['integer', 'null'],
                description: 'The service request whose RESPONSE it masks. None for INPUT.',
                minimum: 1,
                maximum: 2147483647,
              },
              sequence: {
                type: 'integer',
                description: 'The order, ascending. Left out of a new item, it follows the last one in steps of 10.',
                minimum: 0,
                maximum: 1000000,
              },
              type: {
                type: 'string',
                description: 'What it masks. Required for a new one.',
                enum: ['INPUT', 'RESPONSE'],
              },
              field: {
                type: 'string',
                description: 'The path of the value. Required for a new one.',
                minLength: 1,
                maxLength: 2000,
              },
              apply_if: {
                type: ['string', 'null'],
                description: 'Whether to mask. Empty means always.',
                maxLength: 100000,
              },
              apply_to_each: {
                type: ['string', 'null'],
                description: 'Something to iterate over; field is then relative to the item.',
                maxLength: 100000,
              },
              abort_if_not_applied_x_times: {
                type: 'integer',
                description: 'Fails the run when the mask was applied fewer times. 0 does not check. Default 0.',
                minimum: 0,
                maximum: 1000000,
              },
              notes: {
                type: ['string', 'null'],
                description: 'Free text. null clears it.',
                maxLength: 20000,
              },
              tags: {
                type: 'array',
                description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
                maxItems: 50,
                uniqueItems: true,
                items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
              },
              comments: {
                type: 'array',
                description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
                maxItems: 100,
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                    subject: { type: 'string', minLength: 1, maxLength: 255 },
                    content: { type: 'string', maxLength: 20000 },
                    url: {
                      type: ['string', 'null'],
                      description: "A ticket's address.",
                      maxLength: 2000,
                    },
                    resolved: { type: 'boolean' },
                    author: {
                      type: 'string',
                      description: 'Who wrote it; set by the gateway.',
                      maxLength: 255,
                    },
                    created_at: {
                      type: 'string',
                      description: 'When it was written; set by the gateway.',
                      maxLength: 40,
                    },
                  },
                  additionalProperties: false,
                },
              },
            },
            required: ['id'],
            additionalProperties: false,
          },
        },
        warnings: {
          type: 'array',
          items: {
            type: 'object',
            description: 'Something that is probably not meant, and where.',
            required: ['code', 'message', 'component_type'],
            properties: {
              code: { type: 'string' },
              message: { type: 'string' },
              component_type: {
                type: 'string',
                enum: [
                  'integration',
                  'servicerequest',
                  'fieldmapping',
                  'validationrule',
                  'valuemappingset',
                  'valuemapping',
                  'mask',
                ],
              },
              component_id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              field: { type: 'string' },
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
      permission: { level: 'read', of: 'integration_name', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: ReadIntegrationInput,
      output: ReadIntegrationOutput,
      tooLarge: 'Name one or two kinds in `components`, and read the rest in further calls.',
    },
  ],
} as const;
