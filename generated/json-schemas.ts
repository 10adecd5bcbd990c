// Generated from the catalog by `npm run codegen`. Do not edit.

export const IntegrationName = {
  type: 'string',
  description: "The integration's path name, or its id.",
  minLength: 1,
  maxLength: 255,
} as const;

export const LastSaved = {
  type: 'string',
  description: 'The last_saved that read_integration gave. When the integration was saved since, nothing is written and the answer is a merge conflict.',
  maxLength: 40,
} as const;

export const Id = { type: 'integer', minimum: 1, maximum: 2147483647 } as const;

export const OptionalId = { type: ['integer', 'null'], minimum: 1, maximum: 2147483647 } as const;

export const Code = {
  type: ['string', 'null'],
  description: 'JavaScript, an expression or statements that return a value. null clears it.',
  maxLength: 100000,
} as const;

export const Text = { type: ['string', 'null'], description: 'Free text. null clears it.', maxLength: 20000 } as const;

export const ShortText = { type: ['string', 'null'], description: 'A short text. null clears it.', maxLength: 255 } as const;

export const Sequence = {
  type: 'integer',
  description: 'The order, ascending. Left out of a new item, it follows the last one in steps of 10.',
  minimum: 0,
  maximum: 1000000,
} as const;

export const Tags = {
  type: 'array',
  description: 'All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most.',
  maxItems: 50,
  uniqueItems: true,
  items: { type: 'string', pattern: '^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$' },
} as const;

export const Comments = {
  type: 'array',
  description: 'Comments on the item. With an id, one of your own is changed; without, it is added.',
  maxItems: 100,
  items: {
    type: 'object',
    properties: {
      id: Id,
      subject: { type: 'string', minLength: 1, maxLength: 255 },
      content: { type: 'string', maxLength: 20000 },
      url: { type: ['string', 'null'], description: "A ticket's address.", maxLength: 2000 },
      resolved: { type: 'boolean' },
      author: { type: 'string', description: 'Who wrote it; set by the gateway.', maxLength: 255 },
      created_at: { type: 'string', description: 'When it was written; set by the gateway.', maxLength: 40 },
    },
    additionalProperties: false,
  },
} as const;

export const IntegrationConfig = {
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
} as const;

export const FrontendName = {
  type: 'string',
  description: "The frontend's path, as list-frontends shows it, or its id.",
  minLength: 1,
  maxLength: 64,
} as const;

export const FrontendPath = {
  type: 'string',
  description: "The file's path within the frontend, such as `script.js` or `images/logo.svg`.",
  minLength: 1,
  maxLength: 255,
} as const;

export const FrontendFile = {
  type: 'object',
  required: ['path', 'size', 'type', 'updated_at'],
  properties: {
    path: { type: 'string' },
    size: { type: 'integer', description: 'In bytes.' },
    type: { type: 'string', description: 'The content type under which it is served.' },
    updated_at: { type: 'string' },
  },
  additionalProperties: false,
} as const;

export const Frontend = {
  type: 'object',
  required: ['id', 'name', 'path', 'url', 'allowed_domains'],
  properties: {
    id: Id,
    name: { type: 'string' },
    path: { type: 'string', description: 'The last part of its address.' },
    url: { type: 'string', description: 'Where a person opens it.' },
    allowed_domains: { type: 'array', description: 'Which sites may show it in a frame.', items: { type: 'string' } },
  },
  additionalProperties: false,
} as const;

export const ConfigFieldType = {
  type: 'string',
  enum: ['string', 'integer', 'float', 'boolean', 'array', 'object', 'encrypted_string', 'file'],
} as const;

export const ConfigSchema = {
  type: 'object',
  description: 'The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody.',
  additionalProperties: ConfigFieldType,
} as const;

export const ConfigValues = {
  type: 'object',
  description: 'A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are.',
  additionalProperties: {},
} as const;

export const CustomAdapter = {
  type: 'object',
  required: ['id', 'name', 'system', 'config_schema', 'created_at', 'updated_at'],
  properties: {
    id: Id,
    name: { type: 'string' },
    system: {
      type: 'string',
      description: 'What a service request names as its system; made from the name.',
    },
    description: { type: 'string' },
    config_schema: ConfigSchema,
    created_at: { type: 'string' },
    updated_at: { type: 'string' },
    code: { type: 'string' },
  },
  additionalProperties: false,
} as const;

export const CustomAdapterConfig = {
  type: 'object',
  required: ['id', 'name', 'active', 'config_values'],
  properties: {
    id: Id,
    name: { type: 'string' },
    active: { type: 'boolean', description: 'Whether integrations may use it.' },
    config_values: ConfigValues,
  },
  additionalProperties: false,
} as const;

export const CustomAdapterRef = {
  type: 'object',
  required: ['id'],
  properties: { id: { ...Id, description: "The custom adapter's id." } },
  additionalProperties: false,
} as const;

export const CustomAdapterConfigRef = {
  type: 'object',
  required: ['code_id', 'config_id'],
  properties: {
    code_id: { ...Id, description: "The custom adapter's id." },
    config_id: { ...Id, description: "The configuration's id." },
  },
  additionalProperties: false,
} as const;

export const CustomAdapterValidation = {
  type: 'object',
  required: ['results'],
  properties: {
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['config_id', 'config_name', 'state', 'success', 'message', 'timestamp'],
        properties: {
          config_id: Id,
          config_name: { type: 'string' },
          state: {
            type: 'string',
            description: 'unknown when the validation has ended without a result.',
            enum: ['in_progress', 'passed', 'failed', 'unknown', 'not_validated'],
          },
          success: { type: ['boolean', 'null'], description: 'null while it is not known.' },
          message: { type: 'string' },
          timestamp: { type: ['string', 'null'], description: 'When that became known.' },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
} as const;

export const CatalogueSearch = {
  type: 'string',
  description: 'Words that its name, its subtitle, its description, a set of it or its adapter has to hold, all of them.',
  minLength: 1,
  maxLength: 200,
} as const;

export const CatalogueService = {
  type: 'object',
  required: ['id', 'adapter_id', 'system', 'name', 'field_mapping_sets'],
  properties: {
    id: Id,
    adapter_id: Id,
    system: { type: 'string' },
    name: { type: 'string' },
    subtitle: { type: 'string' },
    description: { type: 'string' },
    field_mapping_sets: { type: 'integer', description: 'How many sets it has.' },
  },
  additionalProperties: false,
} as const;

export const CatalogueServices = {
  type: 'object',
  required: ['total', 'services'],
  properties: {
    total: { type: 'integer', description: 'How many fit.' },
    services: { type: 'array', items: CatalogueService },
  },
  additionalProperties: false,
} as const;

export const CatalogueSet = {
  type: 'object',
  required: ['id', 'service_id', 'label', 'field_mappings'],
  properties: {
    id: Id,
    service_id: Id,
    label: { type: 'string', description: 'Such as `GET /accounts/{number}`.' },
    summary: { type: 'string' },
    description: { type: 'string' },
    field_mappings: { type: 'integer', description: 'How many field mappings it has.' },
  },
  additionalProperties: false,
} as const;

export const AdminModelName = {
  type: 'string',
  description: "The model's name, such as `gateway.User`; describe-models lists them.",
  minLength: 1,
  maxLength: 100,
} as const;

export const AdminInstance = {
  type: 'object',
  description: "The instance's fields. Encrypted ones are masked.",
  additionalProperties: {},
} as const;

export const Integration = {
  type: 'object',
  properties: {
    path_name: {
      type: 'string',
      description: 'The unique name, also its address. Not digits alone, because those are ids.',
      minLength: 1,
      maxLength: 255,
    },
    description: Text,
    active: { type: 'boolean', description: 'When false, it cannot be run. Default true.' },
    http_api: { type: 'boolean', description: 'Whether it can be run over HTTP. Default false.' },
    run_async: { type: 'boolean', description: 'Whether a caller is answered at once. Default false.' },
    before_hook: Code,
    on_success_hook: Code,
    on_failure_hook: Code,
    finally_hook: Code,
    swagger_request: { ...Text, description: 'The OpenAPI requestBody fragment.' },
    swagger_response: { ...Text, description: 'The OpenAPI responses fragment.' },
    config: IntegrationConfig,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const ServiceRequest = {
  type: 'object',
  description: 'A call to an outside system through an adapter.',
  properties: {
    id: Id,
    parent_servicerequest_id: { ...OptionalId, description: 'The service request that this one is a part of.' },
    sequence: Sequence,
    active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
    system: {
      type: 'string',
      description: 'The adapter: HTTP, EMAIL_SMTP, MOCKCORE, ECHO, TRANSFORM, CALLINT, or the system of a custom adapter. Required for a new one. All but ECHO, TRANSFORM and CALLINT need an adapter configuration that is bound to the integration.',
      minLength: 1,
      maxLength: 64,
    },
    service_name: { ...ShortText, description: 'What the adapter is asked for; n/a where it has one service.' },
    formula_variable: { ...ShortText, description: 'The name under which formulas see .request and .response.' },
    call_for_each: { ...Code, description: 'Something to iterate over; one call an item.' },
    call_if: { ...Code, description: 'Whether to call. Empty means always.' },
    abort_after_execute_request_failure: {
      type: 'boolean',
      description: 'Whether a failure of this request fails the run. Default true.',
    },
    skip_execute_if_no_sub_requests: { type: 'boolean', description: 'Default false.' },
    before_prepare_request_hook: Code,
    after_prepare_request_success_hook: Code,
    after_prepare_request_failure_hook: Code,
    before_execute_request_hook: Code,
    after_execute_request_success_hook: Code,
    after_execute_request_failure_hook: Code,
    after_overall_success_hook: Code,
    after_overall_failure_hook: Code,
    message_substitution_name: { ...ShortText, description: "Replaces the service's name in error messages." },
    notes: Text,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const MappingStatus = {
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
} as const;

export const FieldMapping = {
  type: 'object',
  description: 'A formula that fills one field of a service request.',
  properties: {
    id: Id,
    servicerequest_id: { ...Id, description: 'The service request that it fills. Required for a new one.' },
    sequence: Sequence,
    active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
    field: {
      type: 'string',
      description: "The path to fill: a.b.c, list[0].x, list[fidx].x or headers['Content-Type']. Required for a new one.",
      minLength: 1,
      maxLength: 2000,
    },
    value: Code,
    value_type: {
      type: ['string', 'null'],
      description: 'What a value that is not null is converted to.',
      enum: ['str', 'int', 'float', 'bool', 'dict', 'list', 'File', null],
    },
    valuemappingset_id: { ...OptionalId, description: 'The value mapping set that is applied to the value.' },
    include_for_each: { ...Code, description: 'Something to iterate over; one value an item.' },
    include_if: { ...Code, description: 'Whether to fill it. Empty means always.' },
    nullable: {
      type: 'boolean',
      description: 'Whether null may be sent. Default false: null is then an error.',
    },
    status: MappingStatus,
    source_record_type: { ...ShortText, description: 'Documentation only.' },
    source_field_name: { ...ShortText, description: 'Documentation only.' },
    target_record_type: { ...ShortText, description: 'Documentation only.' },
    target_field_name: { ...ShortText, description: 'Documentation only.' },
    message_substitution_name: { ...ShortText, description: "Replaces the field's name in error messages." },
    notes: Text,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const ValidationRule = {
  type: 'object',
  description: 'A check of the payload, of a request, or of a response.',
  properties: {
    id: Id,
    servicerequest_id: {
      ...OptionalId,
      description: 'The service request whose REQUEST or RESPONSE it checks. None for INPUT.',
    },
    sequence: Sequence,
    active: { type: 'boolean', description: 'When false, it is skipped. Default true.' },
    type: {
      type: 'string',
      description: 'What it checks. Required for a new one.',
      enum: ['INPUT', 'REQUEST', 'RESPONSE'],
    },
    field: { ...Code, description: 'A formula; its value is _ in the rule.' },
    rule: { ...Code, description: 'A formula; the check passes when it is true.' },
    apply_if: { ...Code, description: 'Whether to check. Empty means always.' },
    apply_to_each: { ...Code, description: 'Something to iterate over; one check an item.' },
    abort_on_failure: { type: 'boolean', description: 'Whether a failure fails the run. Default true.' },
    valuemappingset_id: { ...OptionalId, description: 'The value mapping set that the value must occur in.' },
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
    message_substitution_name: { ...ShortText, description: "Replaces the field's name in error messages." },
    pass_hook: Code,
    fail_hook: Code,
    notes: Text,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const ValueMappingSet = {
  type: 'object',
  description: 'A table that translates values.',
  properties: {
    id: Id,
    name: { type: 'string', description: 'Required for a new one.', minLength: 1, maxLength: 255 },
    description: Text,
    case_sensitive: { type: 'boolean', description: 'Default false.' },
    use_default_to_value: { type: 'boolean', description: 'Whether a value without a match becomes default_to_value.' },
    default_to_value: { type: ['string', 'boolean', 'null'], maxLength: 2000 },
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const ValueMapping = {
  type: 'object',
  description: 'One line of a value mapping set.',
  properties: {
    id: Id,
    valuemappingset_id: { ...Id, description: 'The set that it belongs to. Required for a new one.' },
    from_value: { type: ['string', 'boolean'], description: 'Required for a new one.', maxLength: 2000 },
    to_value: { type: 'string', description: 'Required for a new one.', maxLength: 2000 },
    status: MappingStatus,
    notes: Text,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const Mask = {
  type: 'object',
  description: 'Hides a value in the run history, not from the integration.',
  properties: {
    id: Id,
    servicerequest_id: { ...OptionalId, description: 'The service request whose RESPONSE it masks. None for INPUT.' },
    sequence: Sequence,
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
    apply_if: { ...Code, description: 'Whether to mask. Empty means always.' },
    apply_to_each: { ...Code, description: 'Something to iterate over; field is then relative to the item.' },
    abort_if_not_applied_x_times: {
      type: 'integer',
      description: 'Fails the run when the mask was applied fewer times. 0 does not check. Default 0.',
      minimum: 0,
      maximum: 1000000,
    },
    notes: Text,
    tags: Tags,
    comments: Comments,
  },
  additionalProperties: false,
} as const;

export const ToolName = {
  type: 'string',
  description: 'Under which clients find it. Unique; not the name of a tool of the gateway.',
  pattern: '^[A-Za-z0-9_-]{1,64}$',
} as const;

export const ToolDescription = {
  type: 'string',
  description: 'What it does and when to use it, for a model that has to decide that.',
  minLength: 1,
  maxLength: 4000,
} as const;

export const InputSchema = {
  type: 'object',
  description: "What the integration's payload must be: a JSON Schema (2020-12) of type object, 64 KB, 20 levels and 1000 schemas at the most; patterns in RE2 syntax, $ref within the schema only.",
  additionalProperties: true,
} as const;

export const McpTool = {
  type: 'object',
  description: 'The tool that runs this integration, listed to whoever may execute it. Its arguments are the payload.',
  properties: {
    name: ToolName,
    description: ToolDescription,
    input_schema: InputSchema,
    active: {
      type: 'boolean',
      description: 'When false, it is not listed and cannot be called. Default true.',
    },
  },
  additionalProperties: false,
} as const;

export const RunIntegration = {
  type: 'object',
  required: ['id', 'path_name'],
  properties: { id: Id, path_name: { type: 'string' } },
  additionalProperties: false,
} as const;

export const RunHistoryId = { ...Id, description: 'The run in the run history. Absent when the integration stores none.' } as const;

export const HistoryProblem = {
  type: 'string',
  description: 'Why a part of the run is missing in its history. Absent when nothing is.',
} as const;

export const RunStepType = {
  type: 'string',
  enum: [
    'INPUT',
    'REQUEST',
    'OUTPUT',
    'FAILURE',
    'VALIDATION FAILURE',
    'DEBUG',
    'INFO',
    'IDEMPOTENT_REQUEST',
    'CALLINT',
  ],
} as const;

export const RunRecord = {
  type: 'object',
  description: 'What is known of a run beside its steps.',
  required: ['run_history_id', 'integration', 'status', 'started_at', 'user', 'started_by', 'items', 'size'],
  properties: {
    run_history_id: Id,
    integration: RunIntegration,
    status: { type: 'string', enum: ['queued', 'running', 'success', 'failure'] },
    started_at: { type: 'string' },
    finished_at: { type: 'string' },
    milliseconds: { type: 'number' },
    user: { type: 'string' },
    started_by: { type: 'string', description: 'mcp, http, web, callint, retry or schedule.' },
    parent_run_history_id: { ...Id, description: 'The run that started this one.' },
    retry_for_run_history_id: { ...Id, description: 'The run that this one tries again.' },
    retry_attempt: { type: 'integer' },
    output_status: { type: 'integer', description: 'The status that the caller got.' },
    error_type: { type: 'string' },
    error_message: { type: 'string' },
    payloads_stored: { type: 'boolean', description: 'Whether the steps show their payloads.' },
    input_masked: { type: 'boolean', description: 'Whether a mask has hidden a part of the input.' },
    items: { type: 'integer', description: 'How many steps it has.' },
    size: { type: 'integer', description: 'How many bytes the texts of its steps are, about.' },
    labels: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
} as const;

export const RunStep = {
  type: 'object',
  description: 'One step of a run. A part that is empty is left out, and so are the parts of a step that is shown in an overview only.',
  required: ['id', 'sequence', 'type', 'at', 'milliseconds', 'failed', 'size'],
  properties: {
    id: Id,
    sequence: { type: 'integer', description: 'Counted from 1 within the run.' },
    type: RunStepType,
    label: { type: 'string', description: 'Of a REQUEST, the formula variable of its service request.' },
    at: { type: 'string' },
    milliseconds: { type: 'number' },
    failed: { type: 'boolean' },
    size: { type: 'integer', description: 'How many bytes its parts are, about.' },
    component_type: { type: 'string', description: 'What of the integration it comes from.' },
    component_id: { type: 'integer' },
    component_field: { type: 'string' },
    request: {},
    response: {},
    content: {},
    stack_trace: { type: 'string' },
    messages: {},
  },
  additionalProperties: false,
} as const;

export const SizeError = {
  type: 'object',
  description: 'Stands in place of what is too large for one answer.',
  required: ['size', 'limit', 'message'],
  properties: {
    size: { type: 'integer', description: 'In bytes, about.' },
    limit: { type: 'integer', description: 'In bytes.' },
    message: { type: 'string', description: 'What to ask instead.' },
  },
  additionalProperties: false,
} as const;

export const ComponentKind = {
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
} as const;

export const IntegrationSummary = {
  type: 'object',
  required: ['id', 'path_name', 'active', 'last_saved'],
  properties: {
    id: Id,
    path_name: { type: 'string' },
    active: { type: 'boolean' },
    last_saved: { type: 'string' },
  },
  additionalProperties: false,
} as const;

export const Warning = {
  type: 'object',
  description: 'Something that is probably not meant, and where.',
  required: ['code', 'message', 'component_type'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    component_type: ComponentKind,
    component_id: Id,
    field: { type: 'string' },
  },
  additionalProperties: false,
} as const;

export const MergeConflict = {
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
} as const;

export const Match = {
  type: 'object',
  required: ['id', 'field', 'line', 'column', 'match', 'text'],
  properties: {
    id: Id,
    field: { type: 'string', description: 'The code field in which it was found.' },
    line: { type: 'integer', description: 'Counted from 1.' },
    column: { type: 'integer', description: 'Counted from 1.' },
    match: { type: 'string', description: 'What matched.' },
    text: { type: 'string', description: 'The line, cut around the match when it is very long.' },
    before: { type: 'array', description: 'The lines before it.', items: { type: 'string' } },
    after: { type: 'array', description: 'The lines after it.', items: { type: 'string' } },
  },
  additionalProperties: false,
} as const;

export const Row = {
  type: 'object',
  description: 'The fields of one component that are not empty.',
  additionalProperties: true,
} as const;

export const KindChanges = {
  type: 'object',
  required: ['created', 'updated'],
  properties: {
    created: { type: 'array', items: Row },
    updated: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'old', 'new'],
        properties: {
          id: Id,
          old: { ...Row, description: 'The fields that changed, as they were.' },
          new: { ...Row, description: 'The same fields, as they are.' },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
} as const;
