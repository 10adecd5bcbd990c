// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
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
    description: 'Creates or changes any part of an integration in one step: everything is written, or nothing is.\nAn item with an id is changed, and only the fields that are given; an item without an id is created.\nA new field mapping names its servicerequest_id, a new value mapping its valuemappingset_id; or put them inside the\nservice request or the set that is written in the same call (`fieldmappings`, `validationrules`, `valuemappings`).\nRead the integration first and pass its `last_saved`.',
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
        create_if_missing: {
          type: 'boolean',
          description: 'Creates the integration when there is none of that name; you receive all four permissions on it.',
          default: false,
        },
        last_saved: {
          type: 'string',
          description: 'The last_saved that read_integration gave. When the integration was saved since, nothing is written and the answer is a merge conflict.',
          maxLength: 40,
        },
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
          },
          additionalProperties: false,
        },
        servicerequests: {
          type: 'array',
          maxItems: 500,
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
              fieldmappings: {
                type: 'array',
                maxItems: 500,
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
                  additionalProperties: false,
                },
              },
              validationrules: {
                type: 'array',
                maxItems: 500,
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
                    abort_on_failure: {
                      type: 'boolean',
                      description: 'Whether a failure fails the run. Default true.',
                    },
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
                  additionalProperties: false,
                },
              },
            },
            additionalProperties: false,
          },
        },
        fieldmappings: {
          type: 'array',
          maxItems: 2000,
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
            additionalProperties: false,
          },
        },
        validationrules: {
          type: 'array',
          maxItems: 2000,
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
            additionalProperties: false,
          },
        },
        valuemappingsets: {
          type: 'array',
          maxItems: 500,
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
              valuemappings: {
                type: 'array',
                maxItems: 2000,
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
                  additionalProperties: false,
                },
              },
            },
            additionalProperties: false,
          },
        },
        valuemappings: {
          type: 'array',
          maxItems: 2000,
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
            additionalProperties: false,
          },
        },
        masks: {
          type: 'array',
          maxItems: 500,
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
            additionalProperties: false,
          },
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
            integration: {
              type: 'object',
              required: ['id', 'path_name', 'active', 'last_saved'],
              properties: {
                id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                path_name: { type: 'string' },
                active: { type: 'boolean' },
                last_saved: { type: 'string' },
              },
              additionalProperties: false,
            },
            created_integration: { type: 'boolean' },
            changes: {
              type: 'object',
              description: 'What was created and what was changed, for each kind that the call touched.',
              properties: {
                integration: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                servicerequest: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                fieldmapping: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                validationrule: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                valuemappingset: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                valuemapping: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
                mask: {
                  type: 'object',
                  required: ['created', 'updated'],
                  properties: {
                    created: {
                      type: 'array',
                      items: {
                        type: 'object',
                        description: 'The fields of one component that are not empty.',
                        additionalProperties: true,
                      },
                    },
                    updated: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'old', 'new'],
                        properties: {
                          id: { type: 'integer', minimum: 1, maximum: 2147483647 },
                          old: {
                            type: 'object',
                            description: 'The fields that changed, as they were.',
                            additionalProperties: true,
                          },
                          new: {
                            type: 'object',
                            description: 'The same fields, as they are.',
                            additionalProperties: true,
                          },
                        },
                        additionalProperties: false,
                      },
                    },
                  },
                  additionalProperties: false,
                },
              },
              additionalProperties: false,
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
        {
          type: 'object',
          description: 'The integration was saved since; nothing was written.',
          required: ['success', 'error', 'integration_name', 'current_last_saved', 'message'],
          properties: {
            success: { const: false },
            error: { const: 'merge_conflict' },
            integration_name: { type: 'string' },
            current_last_saved: { type: 'string' },
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
    },
  ],
} as const;
