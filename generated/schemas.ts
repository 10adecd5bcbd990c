// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from './checks.js';

/** The integration's path name, or its id. */
export type IntegrationName = string;

export const IntegrationName: z.ZodType<IntegrationName> = z.string().min(1).max(255);

/** The last_saved that read_integration gave. When the integration was saved since, nothing is written and the answer is a merge conflict. */
export type LastSaved = string;

export const LastSaved: z.ZodType<LastSaved> = z.string().max(40);

export type Id = number;

export const Id: z.ZodType<Id> = z.number().check(checks.integer).gte(1).lte(2147483647);

export type OptionalId = number | null;

export const OptionalId: z.ZodType<OptionalId> = z.number().check(checks.integer).gte(1).lte(2147483647).nullable();

/** JavaScript, an expression or statements that return a value. null clears it. */
export type Code = string | null;

export const Code: z.ZodType<Code> = z.string().max(100000).nullable();

/** Free text. null clears it. */
export type Text = string | null;

export const Text: z.ZodType<Text> = z.string().max(20000).nullable();

/** A short text. null clears it. */
export type ShortText = string | null;

export const ShortText: z.ZodType<ShortText> = z.string().max(255).nullable();

/** The order, ascending. Left out of a new item, it follows the last one in steps of 10. */
export type Sequence = number;

export const Sequence: z.ZodType<Sequence> = z.number().check(checks.integer).gte(0).lte(1000000);

/** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
export type Tags = string[];

export const Tags: z.ZodType<Tags> = z.array(z.string().regex(/^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$/u)).max(50).check(checks.unique);

/** Comments on the item. With an id, one of your own is changed; without, it is added. */
export type Comments = {
  id?: Id;
  subject?: string;
  content?: string;
  /** A ticket's address. */
  url?: string | null;
  resolved?: boolean;
  /** Who wrote it; set by the gateway. */
  author?: string;
  /** When it was written; set by the gateway. */
  created_at?: string;
}[];

export const Comments: z.ZodType<Comments> = z.array(z.strictObject({
  id: Id.optional(),
  subject: z.string().min(1).max(255).optional(),
  content: z.string().max(20000).optional(),
  url: z.string().max(2000).nullable().optional(),
  resolved: z.boolean().optional(),
  author: z.string().max(255).optional(),
  created_at: z.string().max(40).optional(),
})).max(100);

/** How runs are kept, reported and retried. */
export type IntegrationConfig = {
  email_on_success?: boolean;
  email_on_failure?: boolean;
  /** Separated by commas. */
  email_on_success_to_addresses?: string | null;
  /** Separated by commas. */
  email_on_failure_to_addresses?: string | null;
  /** Whether those mails hold a detailed breakdown. */
  email_digests?: boolean;
  store_run_history?: boolean;
  store_run_history_for_x_days?: number;
  /** Needs store_run_history. */
  store_payload_in_run_history?: boolean;
  store_payloads_in_run_history_for_x_days?: number;
  retry_mode?: 'none' | 'fixed' | 'exponential';
  retry_delay_seconds?: number;
  retry_delay_jitter?: number;
  max_retries?: number;
  engine_version?: '1.0.0' | '1.1.0' | '1.2.0';
};

export const IntegrationConfig = z.strictObject({
  email_on_success: z.boolean().optional(),
  email_on_failure: z.boolean().optional(),
  email_on_success_to_addresses: z.string().max(2000).nullable().optional(),
  email_on_failure_to_addresses: z.string().max(2000).nullable().optional(),
  email_digests: z.boolean().optional(),
  store_run_history: z.boolean().optional(),
  store_run_history_for_x_days: z.number().check(checks.integer).gte(1).lte(36500).optional(),
  store_payload_in_run_history: z.boolean().optional(),
  store_payloads_in_run_history_for_x_days: z.number().check(checks.integer).gte(1).lte(36500).optional(),
  retry_mode: z.enum(['none', 'fixed', 'exponential']).optional(),
  retry_delay_seconds: z.number().check(checks.integer).gte(1).lte(600).optional(),
  retry_delay_jitter: z.number().check(checks.integer).gte(0).lte(120).optional(),
  max_retries: z.number().check(checks.integer).gte(1).lte(10).optional(),
  engine_version: z.enum(['1.0.0', '1.1.0', '1.2.0']).optional(),
}) satisfies z.ZodType<IntegrationConfig>;

/** The frontend's path, as list-frontends shows it, or its id. */
export type FrontendName = string;

export const FrontendName: z.ZodType<FrontendName> = z.string().min(1).max(64);

/** The file's path within the frontend, such as `script.js` or `images/logo.svg`. */
export type FrontendPath = string;

export const FrontendPath: z.ZodType<FrontendPath> = z.string().min(1).max(255);

export type FrontendFile = {
  path: string;
  /** In bytes. */
  size: number;
  /** The content type under which it is served. */
  type: string;
  updated_at: string;
};

export const FrontendFile = z.strictObject({
  path: z.string(),
  size: z.number().check(checks.integer),
  type: z.string(),
  updated_at: z.string(),
}) satisfies z.ZodType<FrontendFile>;

export type Frontend = {
  id: Id;
  name: string;
  /** The last part of its address. */
  path: string;
  /** Where a person opens it. */
  url: string;
  /** Which sites may show it in a frame. */
  allowed_domains: string[];
};

export const Frontend = z.strictObject({
  id: Id,
  name: z.string(),
  path: z.string(),
  url: z.string(),
  allowed_domains: z.array(z.string()),
}) satisfies z.ZodType<Frontend>;

export type ConfigFieldType = 'string' | 'integer' | 'float' | 'boolean' | 'array' | 'object' | 'encrypted_string' | 'file';

export const ConfigFieldType: z.ZodType<ConfigFieldType> = z.enum(['string', 'integer', 'float', 'boolean', 'array', 'object', 'encrypted_string', 'file']);

/** The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody. */
export type ConfigSchema = {
  [key: string]: ConfigFieldType;
};

export const ConfigSchema: z.ZodType<ConfigSchema> = checks.open(z.object({}), ConfigFieldType);

/** A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are. */
export type ConfigValues = {
  [key: string]: unknown;
};

export const ConfigValues: z.ZodType<ConfigValues> = checks.open(z.object({}), z.unknown());

export type CustomAdapter = {
  id: Id;
  name: string;
  /** What a service request names as its system; made from the name. */
  system: string;
  description?: string;
  /** The fields of a configuration and their types, 50 at the most. Values of encrypted_string and file are encrypted, and shown to nobody. */
  config_schema: ConfigSchema;
  created_at: string;
  updated_at: string;
  code?: string;
};

export const CustomAdapter = z.strictObject({
  id: Id,
  name: z.string(),
  system: z.string(),
  description: z.string().optional(),
  config_schema: ConfigSchema,
  created_at: z.string(),
  updated_at: z.string(),
  code: z.string().optional(),
}) satisfies z.ZodType<CustomAdapter>;

export type CustomAdapterConfig = {
  id: Id;
  name: string;
  /** Whether integrations may use it. */
  active: boolean;
  /** A value for each field of the schema, and no other; what is plainly meant is converted ("30" to the integer 30, a JSON text to the list in it). A file is base64, 1 MB at the most once decoded. What an update leaves out stays as it is. Encrypted and file values come back as __ENCRYPTED__; sent back like this, they stay as they are. */
  config_values: ConfigValues;
};

export const CustomAdapterConfig = z.strictObject({
  id: Id,
  name: z.string(),
  active: z.boolean(),
  config_values: ConfigValues,
}) satisfies z.ZodType<CustomAdapterConfig>;

export type CustomAdapterRef = {
  /** The custom adapter's id. */
  id: Id;
};

export const CustomAdapterRef = z.strictObject({
  id: Id,
}) satisfies z.ZodType<CustomAdapterRef>;

export type CustomAdapterConfigRef = {
  /** The custom adapter's id. */
  code_id: Id;
  /** The configuration's id. */
  config_id: Id;
};

export const CustomAdapterConfigRef = z.strictObject({
  code_id: Id,
  config_id: Id,
}) satisfies z.ZodType<CustomAdapterConfigRef>;

export type CustomAdapterValidation = {
  results: {
    config_id: Id;
    config_name: string;
    /** unknown when the validation has ended without a result. */
    state: 'in_progress' | 'passed' | 'failed' | 'unknown' | 'not_validated';
    /** null while it is not known. */
    success: boolean | null;
    message: string;
    /** When that became known. */
    timestamp: string | null;
  }[];
};

export const CustomAdapterValidation = z.strictObject({
  results: z.array(z.strictObject({
    config_id: Id,
    config_name: z.string(),
    state: z.enum(['in_progress', 'passed', 'failed', 'unknown', 'not_validated']),
    success: z.boolean().nullable(),
    message: z.string(),
    timestamp: z.string().nullable(),
  })),
}) satisfies z.ZodType<CustomAdapterValidation>;

/** Words that its name, its subtitle, its description, a set of it or its adapter has to hold, all of them. */
export type CatalogueSearch = string;

export const CatalogueSearch: z.ZodType<CatalogueSearch> = z.string().min(1).max(200);

export type CatalogueService = {
  id: Id;
  adapter_id: Id;
  system: string;
  name: string;
  subtitle?: string;
  description?: string;
  /** How many sets it has. */
  field_mapping_sets: number;
};

export const CatalogueService = z.strictObject({
  id: Id,
  adapter_id: Id,
  system: z.string(),
  name: z.string(),
  subtitle: z.string().optional(),
  description: z.string().optional(),
  field_mapping_sets: z.number().check(checks.integer),
}) satisfies z.ZodType<CatalogueService>;

export type CatalogueServices = {
  /** How many fit. */
  total: number;
  services: CatalogueService[];
};

export const CatalogueServices = z.strictObject({
  total: z.number().check(checks.integer),
  services: z.array(CatalogueService),
}) satisfies z.ZodType<CatalogueServices>;

export type CatalogueSet = {
  id: Id;
  service_id: Id;
  /** Such as `GET /accounts/{number}`. */
  label: string;
  summary?: string;
  description?: string;
  /** How many field mappings it has. */
  field_mappings: number;
};

export const CatalogueSet = z.strictObject({
  id: Id,
  service_id: Id,
  label: z.string(),
  summary: z.string().optional(),
  description: z.string().optional(),
  field_mappings: z.number().check(checks.integer),
}) satisfies z.ZodType<CatalogueSet>;

/** The model's name, such as `gateway.User`; describe-models lists them. */
export type AdminModelName = string;

export const AdminModelName: z.ZodType<AdminModelName> = z.string().min(1).max(100);

/** The instance's fields. Encrypted ones are masked. */
export type AdminInstance = {
  [key: string]: unknown;
};

export const AdminInstance: z.ZodType<AdminInstance> = checks.open(z.object({}), z.unknown());

export type Integration = {
  /** The unique name, also its address. Not digits alone, because those are ids. */
  path_name?: string;
  /** Free text. null clears it. */
  description?: Text;
  /** When false, it cannot be run. Default true. */
  active?: boolean;
  /** Whether it can be run over HTTP. Default false. */
  http_api?: boolean;
  /** Whether a caller is answered at once. Default false. */
  run_async?: boolean;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  before_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  on_success_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  on_failure_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  finally_hook?: Code;
  /** The OpenAPI requestBody fragment. */
  swagger_request?: Text;
  /** The OpenAPI responses fragment. */
  swagger_response?: Text;
  /** How runs are kept, reported and retried. */
  config?: IntegrationConfig;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const Integration = z.strictObject({
  path_name: z.string().min(1).max(255).optional(),
  description: Text.optional(),
  active: z.boolean().optional(),
  http_api: z.boolean().optional(),
  run_async: z.boolean().optional(),
  before_hook: Code.optional(),
  on_success_hook: Code.optional(),
  on_failure_hook: Code.optional(),
  finally_hook: Code.optional(),
  swagger_request: Text.optional(),
  swagger_response: Text.optional(),
  config: IntegrationConfig.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<Integration>;

/** A call to an outside system through an adapter. */
export type ServiceRequest = {
  id?: Id;
  /** The service request that this one is a part of. */
  parent_servicerequest_id?: OptionalId;
  /** The order, ascending. Left out of a new item, it follows the last one in steps of 10. */
  sequence?: Sequence;
  /** When false, it is skipped. Default true. */
  active?: boolean;
  /** The adapter: HTTP, EMAIL_SMTP, MOCKCORE, ECHO, TRANSFORM, CALLINT, or the system of a custom adapter. Required for a new one. All but ECHO, TRANSFORM and CALLINT need an adapter configuration that is bound to the integration. */
  system?: string;
  /** What the adapter is asked for; n/a where it has one service. */
  service_name?: ShortText;
  /** The name under which formulas see .request and .response. */
  formula_variable?: ShortText;
  /** Something to iterate over; one call an item. */
  call_for_each?: Code;
  /** Whether to call. Empty means always. */
  call_if?: Code;
  /** Whether a failure of this request fails the run. Default true. */
  abort_after_execute_request_failure?: boolean;
  /** Default false. */
  skip_execute_if_no_sub_requests?: boolean;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  before_prepare_request_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_prepare_request_success_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_prepare_request_failure_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  before_execute_request_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_execute_request_success_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_execute_request_failure_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_overall_success_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  after_overall_failure_hook?: Code;
  /** Replaces the service's name in error messages. */
  message_substitution_name?: ShortText;
  /** Free text. null clears it. */
  notes?: Text;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const ServiceRequest = z.strictObject({
  id: Id.optional(),
  parent_servicerequest_id: OptionalId.optional(),
  sequence: Sequence.optional(),
  active: z.boolean().optional(),
  system: z.string().min(1).max(64).optional(),
  service_name: ShortText.optional(),
  formula_variable: ShortText.optional(),
  call_for_each: Code.optional(),
  call_if: Code.optional(),
  abort_after_execute_request_failure: z.boolean().optional(),
  skip_execute_if_no_sub_requests: z.boolean().optional(),
  before_prepare_request_hook: Code.optional(),
  after_prepare_request_success_hook: Code.optional(),
  after_prepare_request_failure_hook: Code.optional(),
  before_execute_request_hook: Code.optional(),
  after_execute_request_success_hook: Code.optional(),
  after_execute_request_failure_hook: Code.optional(),
  after_overall_success_hook: Code.optional(),
  after_overall_failure_hook: Code.optional(),
  message_substitution_name: ShortText.optional(),
  notes: Text.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<ServiceRequest>;

/** How far the work on it is. A new one is Not Started. */
export type MappingStatus = 'Not Started' | 'Not Used' | 'Change Requested' | 'In Progress' | 'Waiting for Support' | 'Waiting for Customer' | 'Needs Testing' | 'Approved';

export const MappingStatus: z.ZodType<MappingStatus> = z.enum(['Not Started', 'Not Used', 'Change Requested', 'In Progress', 'Waiting for Support', 'Waiting for Customer', 'Needs Testing', 'Approved']);

/** A formula that fills one field of a service request. */
export type FieldMapping = {
  id?: Id;
  /** The service request that it fills. Required for a new one. */
  servicerequest_id?: Id;
  /** The order, ascending. Left out of a new item, it follows the last one in steps of 10. */
  sequence?: Sequence;
  /** When false, it is skipped. Default true. */
  active?: boolean;
  /** The path to fill: a.b.c, list[0].x, list[fidx].x or headers['Content-Type']. Required for a new one. */
  field?: string;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  value?: Code;
  /** What a value that is not null is converted to. */
  value_type?: 'str' | 'int' | 'float' | 'bool' | 'dict' | 'list' | 'File' | null;
  /** The value mapping set that is applied to the value. */
  valuemappingset_id?: OptionalId;
  /** Something to iterate over; one value an item. */
  include_for_each?: Code;
  /** Whether to fill it. Empty means always. */
  include_if?: Code;
  /** Whether null may be sent. Default false: null is then an error. */
  nullable?: boolean;
  /** How far the work on it is. A new one is Not Started. */
  status?: MappingStatus;
  /** Documentation only. */
  source_record_type?: ShortText;
  /** Documentation only. */
  source_field_name?: ShortText;
  /** Documentation only. */
  target_record_type?: ShortText;
  /** Documentation only. */
  target_field_name?: ShortText;
  /** Replaces the field's name in error messages. */
  message_substitution_name?: ShortText;
  /** Free text. null clears it. */
  notes?: Text;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const FieldMapping = z.strictObject({
  id: Id.optional(),
  servicerequest_id: Id.optional(),
  sequence: Sequence.optional(),
  active: z.boolean().optional(),
  field: z.string().min(1).max(2000).optional(),
  value: Code.optional(),
  value_type: z.literal(['str', 'int', 'float', 'bool', 'dict', 'list', 'File', null]).optional(),
  valuemappingset_id: OptionalId.optional(),
  include_for_each: Code.optional(),
  include_if: Code.optional(),
  nullable: z.boolean().optional(),
  status: MappingStatus.optional(),
  source_record_type: ShortText.optional(),
  source_field_name: ShortText.optional(),
  target_record_type: ShortText.optional(),
  target_field_name: ShortText.optional(),
  message_substitution_name: ShortText.optional(),
  notes: Text.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<FieldMapping>;

/** A check of the payload, of a request, or of a response. */
export type ValidationRule = {
  id?: Id;
  /** The service request whose REQUEST or RESPONSE it checks. None for INPUT. */
  servicerequest_id?: OptionalId;
  /** The order, ascending. Left out of a new item, it follows the last one in steps of 10. */
  sequence?: Sequence;
  /** When false, it is skipped. Default true. */
  active?: boolean;
  /** What it checks. Required for a new one. */
  type?: 'INPUT' | 'REQUEST' | 'RESPONSE';
  /** A formula; its value is _ in the rule. */
  field?: Code;
  /** A formula; the check passes when it is true. */
  rule?: Code;
  /** Whether to check. Empty means always. */
  apply_if?: Code;
  /** Something to iterate over; one check an item. */
  apply_to_each?: Code;
  /** Whether a failure fails the run. Default true. */
  abort_on_failure?: boolean;
  /** The value mapping set that the value must occur in. */
  valuemappingset_id?: OptionalId;
  /** On which side of that set. */
  valuemappingset_side?: 'from' | 'to' | null;
  /** The longest text that passes. */
  max_length?: number | null;
  /** Replaces the field's name in error messages. */
  message_substitution_name?: ShortText;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  pass_hook?: Code;
  /** JavaScript, an expression or statements that return a value. null clears it. */
  fail_hook?: Code;
  /** Free text. null clears it. */
  notes?: Text;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const ValidationRule = z.strictObject({
  id: Id.optional(),
  servicerequest_id: OptionalId.optional(),
  sequence: Sequence.optional(),
  active: z.boolean().optional(),
  type: z.enum(['INPUT', 'REQUEST', 'RESPONSE']).optional(),
  field: Code.optional(),
  rule: Code.optional(),
  apply_if: Code.optional(),
  apply_to_each: Code.optional(),
  abort_on_failure: z.boolean().optional(),
  valuemappingset_id: OptionalId.optional(),
  valuemappingset_side: z.literal(['from', 'to', null]).optional(),
  max_length: z.number().check(checks.integer).gte(0).lte(2147483647).nullable().optional(),
  message_substitution_name: ShortText.optional(),
  pass_hook: Code.optional(),
  fail_hook: Code.optional(),
  notes: Text.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<ValidationRule>;

/** A table that translates values. */
export type ValueMappingSet = {
  id?: Id;
  /** Required for a new one. */
  name?: string;
  /** Free text. null clears it. */
  description?: Text;
  /** Default false. */
  case_sensitive?: boolean;
  /** Whether a value without a match becomes default_to_value. */
  use_default_to_value?: boolean;
  default_to_value?: string | boolean | null;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const ValueMappingSet = z.strictObject({
  id: Id.optional(),
  name: z.string().min(1).max(255).optional(),
  description: Text.optional(),
  case_sensitive: z.boolean().optional(),
  use_default_to_value: z.boolean().optional(),
  default_to_value: z.union([z.string().max(2000), z.boolean()]).nullable().optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<ValueMappingSet>;

/** One line of a value mapping set. */
export type ValueMapping = {
  id?: Id;
  /** The set that it belongs to. Required for a new one. */
  valuemappingset_id?: Id;
  /** Required for a new one. */
  from_value?: string | boolean;
  /** Required for a new one. */
  to_value?: string;
  /** How far the work on it is. A new one is Not Started. */
  status?: MappingStatus;
  /** Free text. null clears it. */
  notes?: Text;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const ValueMapping = z.strictObject({
  id: Id.optional(),
  valuemappingset_id: Id.optional(),
  from_value: z.union([z.string().max(2000), z.boolean()]).optional(),
  to_value: z.string().max(2000).optional(),
  status: MappingStatus.optional(),
  notes: Text.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<ValueMapping>;

/** Hides a value in the run history, not from the integration. */
export type Mask = {
  id?: Id;
  /** The service request whose RESPONSE it masks. None for INPUT. */
  servicerequest_id?: OptionalId;
  /** The order, ascending. Left out of a new item, it follows the last one in steps of 10. */
  sequence?: Sequence;
  /** What it masks. Required for a new one. */
  type?: 'INPUT' | 'RESPONSE';
  /** The path of the value. Required for a new one. */
  field?: string;
  /** Whether to mask. Empty means always. */
  apply_if?: Code;
  /** Something to iterate over; field is then relative to the item. */
  apply_to_each?: Code;
  /** Fails the run when the mask was applied fewer times. 0 does not check. Default 0. */
  abort_if_not_applied_x_times?: number;
  /** Free text. null clears it. */
  notes?: Text;
  /** All tags of the item; writing replaces them. Hierarchical by dots, 64 characters at most. */
  tags?: Tags;
  /** Comments on the item. With an id, one of your own is changed; without, it is added. */
  comments?: Comments;
};

export const Mask = z.strictObject({
  id: Id.optional(),
  servicerequest_id: OptionalId.optional(),
  sequence: Sequence.optional(),
  type: z.enum(['INPUT', 'RESPONSE']).optional(),
  field: z.string().min(1).max(2000).optional(),
  apply_if: Code.optional(),
  apply_to_each: Code.optional(),
  abort_if_not_applied_x_times: z.number().check(checks.integer).gte(0).lte(1000000).optional(),
  notes: Text.optional(),
  tags: Tags.optional(),
  comments: Comments.optional(),
}) satisfies z.ZodType<Mask>;

/** Under which clients find it. Unique; not the name of a tool of the gateway. */
export type ToolName = string;

export const ToolName: z.ZodType<ToolName> = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u);

/** What it does and when to use it, for a model that has to decide that. */
export type ToolDescription = string;

export const ToolDescription: z.ZodType<ToolDescription> = z.string().min(1).max(4000);

/** What the integration's payload must be: a JSON Schema (2020-12) of type object, 64 KB, 20 levels and 1000 schemas at the most; patterns in RE2 syntax, $ref within the schema only. */
export type InputSchema = {
  [key: string]: unknown;
};

export const InputSchema: z.ZodType<InputSchema> = z.looseObject({});

/** The tool that runs this integration, listed to whoever may execute it. Its arguments are the payload. */
export type McpTool = {
  /** Under which clients find it. Unique; not the name of a tool of the gateway. */
  name?: ToolName;
  /** What it does and when to use it, for a model that has to decide that. */
  description?: ToolDescription;
  /** What the integration's payload must be: a JSON Schema (2020-12) of type object, 64 KB, 20 levels and 1000 schemas at the most; patterns in RE2 syntax, $ref within the schema only. */
  input_schema?: InputSchema;
  /** When false, it is not listed and cannot be called. Default true. */
  active?: boolean;
};

export const McpTool = z.strictObject({
  name: ToolName.optional(),
  description: ToolDescription.optional(),
  input_schema: InputSchema.optional(),
  active: z.boolean().optional(),
}) satisfies z.ZodType<McpTool>;

export type RunIntegration = {
  id: Id;
  path_name: string;
};

export const RunIntegration = z.strictObject({
  id: Id,
  path_name: z.string(),
}) satisfies z.ZodType<RunIntegration>;

/** The run in the run history. Absent when the integration stores none. */
export type RunHistoryId = Id;

export const RunHistoryId: z.ZodType<RunHistoryId> = Id;

/** Why a part of the run is missing in its history. Absent when nothing is. */
export type HistoryProblem = string;

export const HistoryProblem: z.ZodType<HistoryProblem> = z.string();

export type RunStepType = 'INPUT' | 'REQUEST' | 'OUTPUT' | 'FAILURE' | 'VALIDATION FAILURE' | 'DEBUG' | 'INFO' | 'IDEMPOTENT_REQUEST' | 'CALLINT';

export const RunStepType: z.ZodType<RunStepType> = z.enum(['INPUT', 'REQUEST', 'OUTPUT', 'FAILURE', 'VALIDATION FAILURE', 'DEBUG', 'INFO', 'IDEMPOTENT_REQUEST', 'CALLINT']);

/** What is known of a run beside its steps. */
export type RunRecord = {
  run_history_id: Id;
  integration: RunIntegration;
  status: 'queued' | 'running' | 'success' | 'failure';
  started_at: string;
  finished_at?: string;
  milliseconds?: number;
  user: string;
  /** mcp, http, web, callint, retry or schedule. */
  started_by: string;
  /** The run that started this one. */
  parent_run_history_id?: Id;
  /** The run that this one tries again. */
  retry_for_run_history_id?: Id;
  retry_attempt?: number;
  /** The status that the caller got. */
  output_status?: number;
  error_type?: string;
  error_message?: string;
  /** Whether the steps show their payloads. */
  payloads_stored?: boolean;
  /** Whether a mask has hidden a part of the input. */
  input_masked?: boolean;
  /** How many steps it has. */
  items: number;
  /** How many bytes the texts of its steps are, about. */
  size: number;
  labels?: string[];
};

export const RunRecord = z.strictObject({
  run_history_id: Id,
  integration: RunIntegration,
  status: z.enum(['queued', 'running', 'success', 'failure']),
  started_at: z.string(),
  finished_at: z.string().optional(),
  milliseconds: z.number().optional(),
  user: z.string(),
  started_by: z.string(),
  parent_run_history_id: Id.optional(),
  retry_for_run_history_id: Id.optional(),
  retry_attempt: z.number().check(checks.integer).optional(),
  output_status: z.number().check(checks.integer).optional(),
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  payloads_stored: z.boolean().optional(),
  input_masked: z.boolean().optional(),
  items: z.number().check(checks.integer),
  size: z.number().check(checks.integer),
  labels: z.array(z.string()).optional(),
}) satisfies z.ZodType<RunRecord>;

/** One step of a run. A part that is empty is left out, and so are the parts of a step that is shown in an overview only. */
export type RunStep = {
  id: Id;
  /** Counted from 1 within the run. */
  sequence: number;
  type: RunStepType;
  /** Of a REQUEST, the formula variable of its service request. */
  label?: string;
  at: string;
  milliseconds: number;
  failed: boolean;
  /** How many bytes its parts are, about. */
  size: number;
  /** What of the integration it comes from. */
  component_type?: string;
  component_id?: number;
  component_field?: string;
  request?: unknown;
  response?: unknown;
  content?: unknown;
  stack_trace?: string;
  messages?: unknown;
};

export const RunStep = z.strictObject({
  id: Id,
  sequence: z.number().check(checks.integer),
  type: RunStepType,
  label: z.string().optional(),
  at: z.string(),
  milliseconds: z.number(),
  failed: z.boolean(),
  size: z.number().check(checks.integer),
  component_type: z.string().optional(),
  component_id: z.number().check(checks.integer).optional(),
  component_field: z.string().optional(),
  request: z.unknown().optional(),
  response: z.unknown().optional(),
  content: z.unknown().optional(),
  stack_trace: z.string().optional(),
  messages: z.unknown().optional(),
}) satisfies z.ZodType<RunStep>;

/** Stands in place of what is too large for one answer. */
export type SizeError = {
  /** In bytes, about. */
  size: number;
  /** In bytes. */
  limit: number;
  /** What to ask instead. */
  message: string;
};

export const SizeError = z.strictObject({
  size: z.number().check(checks.integer),
  limit: z.number().check(checks.integer),
  message: z.string(),
}) satisfies z.ZodType<SizeError>;

export type ComponentKind = 'integration' | 'servicerequest' | 'fieldmapping' | 'validationrule' | 'valuemappingset' | 'valuemapping' | 'mask';

export const ComponentKind: z.ZodType<ComponentKind> = z.enum(['integration', 'servicerequest', 'fieldmapping', 'validationrule', 'valuemappingset', 'valuemapping', 'mask']);

export type IntegrationSummary = {
  id: Id;
  path_name: string;
  active: boolean;
  last_saved: string;
};

export const IntegrationSummary = z.strictObject({
  id: Id,
  path_name: z.string(),
  active: z.boolean(),
  last_saved: z.string(),
}) satisfies z.ZodType<IntegrationSummary>;

/** Something that is probably not meant, and where. */
export type Warning = {
  code: string;
  message: string;
  component_type: ComponentKind;
  component_id?: Id;
  field?: string;
};

export const Warning = z.strictObject({
  code: z.string(),
  message: z.string(),
  component_type: ComponentKind,
  component_id: Id.optional(),
  field: z.string().optional(),
}) satisfies z.ZodType<Warning>;

/** The integration was saved since; nothing was written. */
export type MergeConflict = {
  success: false;
  error: 'merge_conflict';
  integration_name: string;
  current_last_saved: string;
  message: string;
};

export const MergeConflict = z.strictObject({
  success: z.literal(false),
  error: z.literal('merge_conflict'),
  integration_name: z.string(),
  current_last_saved: z.string(),
  message: z.string(),
}) satisfies z.ZodType<MergeConflict>;

export type Match = {
  id: Id;
  /** The code field in which it was found. */
  field: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  /** What matched. */
  match: string;
  /** The line, cut around the match when it is very long. */
  text: string;
  /** The lines before it. */
  before?: string[];
  /** The lines after it. */
  after?: string[];
};

export const Match = z.strictObject({
  id: Id,
  field: z.string(),
  line: z.number().check(checks.integer),
  column: z.number().check(checks.integer),
  match: z.string(),
  text: z.string(),
  before: z.array(z.string()).optional(),
  after: z.array(z.string()).optional(),
}) satisfies z.ZodType<Match>;

/** The fields of one component that are not empty. */
export type Row = {
  [key: string]: unknown;
};

export const Row: z.ZodType<Row> = z.looseObject({});

export type KindChanges = {
  created: Row[];
  updated: {
    id: Id;
    /** The fields that changed, as they were. */
    old: Row;
    /** The same fields, as they are. */
    new: Row;
  }[];
};

export const KindChanges = z.strictObject({
  created: z.array(Row),
  updated: z.array(z.strictObject({
    id: Id,
    old: Row,
    new: Row,
  })),
}) satisfies z.ZodType<KindChanges>;
