import { type Columns, choice, code, fragment, label, name, number, off, on, path, sequence, text } from './column.js';
import type { Kind } from './kind.js';

/** Everything that reading, writing, searching and deleting need to know of one kind. */
export interface Component {
  readonly table: string;
  /** How a sentence names one of them; an s makes it plural. */
  readonly title: string;
  /** The column by which people know one. */
  readonly known: string;
  /** The column of its parent's id and the parent's kind: what it is read by, and what it cannot be without. */
  readonly within: { readonly column: string; readonly kind: Kind } | null;
  readonly order: readonly string[];
  /** The columns that are equal in those rows whose sequence is compared. */
  readonly siblings: readonly string[];
  readonly columns: Columns;
}

const statuses = [
  'Not Started',
  'Not Used',
  'Change Requested',
  'In Progress',
  'Waiting for Support',
  'Waiting for Customer',
  'Needs Testing',
  'Approved',
] as const;
const status = { type: 'choice', of: statuses, initial: 'Not Started' } as const;
const ofServiceRequest = { type: 'reference', to: 'servicerequest', gone: 'cascade' } as const;
const withValueMappingSet = { type: 'reference', to: 'valuemappingset', gone: 'clear' } as const;

/** Domain.md sections 3.1 to 3.6. */
export const components = {
  integration: {
    table: 'integrations',
    title: 'integration',
    known: 'path_name',
    within: null,
    order: ['id'],
    siblings: [],
    columns: {
      path_name: name,
      description: text,
      active: on,
      http_api: off,
      run_async: off,
      before_hook: code,
      on_success_hook: code,
      on_failure_hook: code,
      finally_hook: code,
      swagger_request: fragment,
      swagger_response: fragment,
    },
  },
  servicerequest: {
    table: 'service_requests',
    title: 'service request',
    known: 'formula_variable',
    within: { column: 'integration_id', kind: 'integration' },
    order: ['sequence', 'id'],
    siblings: ['parent_servicerequest_id'],
    columns: {
      parent_servicerequest_id: ofServiceRequest,
      sequence,
      active: on,
      system: name,
      service_name: label,
      formula_variable: label,
      call_for_each: code,
      call_if: code,
      abort_after_execute_request_failure: on,
      skip_execute_if_no_sub_requests: off,
      before_prepare_request_hook: code,
      after_prepare_request_success_hook: code,
      after_prepare_request_failure_hook: code,
      before_execute_request_hook: code,
      after_execute_request_success_hook: code,
      after_execute_request_failure_hook: code,
      after_overall_success_hook: code,
      after_overall_failure_hook: code,
      message_substitution_name: label,
      notes: text,
    },
  },
  fieldmapping: {
    table: 'field_mappings',
    title: 'field mapping',
    known: 'field',
    within: { column: 'servicerequest_id', kind: 'servicerequest' },
    order: ['servicerequest_id', 'sequence', 'id'],
    siblings: ['servicerequest_id'],
    columns: {
      servicerequest_id: { ...ofServiceRequest, required: true },
      sequence,
      active: on,
      field: path,
      value: code,
      value_type: choice('str', 'int', 'float', 'bool', 'dict', 'list', 'File'),
      valuemappingset_id: withValueMappingSet,
      include_for_each: code,
      include_if: code,
      nullable: off,
      status,
      source_record_type: label,
      source_field_name: label,
      target_record_type: label,
      target_field_name: label,
      message_substitution_name: label,
      notes: text,
    },
  },
  validationrule: {
    table: 'validation_rules',
    title: 'validation rule',
    known: 'field',
    within: { column: 'integration_id', kind: 'integration' },
    order: ['sequence', 'id'],
    siblings: ['type', 'servicerequest_id'],
    columns: {
      servicerequest_id: ofServiceRequest,
      sequence,
      active: on,
      type: { ...choice('INPUT', 'REQUEST', 'RESPONSE'), required: true },
      field: code,
      rule: code,
      apply_if: code,
      apply_to_each: code,
      abort_on_failure: on,
      valuemappingset_id: withValueMappingSet,
      valuemappingset_side: choice('from', 'to'),
      max_length: number(null),
      message_substitution_name: label,
      pass_hook: code,
      fail_hook: code,
      notes: text,
    },
  },
  valuemappingset: {
    table: 'value_mapping_sets',
    title: 'value mapping set',
    known: 'name',
    within: { column: 'integration_id', kind: 'integration' },
    order: ['name', 'id'],
    siblings: [],
    columns: {
      name,
      description: text,
      case_sensitive: off,
      use_default_to_value: off,
      default_to_value: { type: 'value', of: 'text or flag' },
    },
  },
  valuemapping: {
    table: 'value_mappings',
    title: 'value mapping',
    known: 'from_value',
    within: { column: 'valuemappingset_id', kind: 'valuemappingset' },
    order: ['valuemappingset_id', 'id'],
    siblings: [],
    columns: {
      valuemappingset_id: { type: 'reference', to: 'valuemappingset', gone: 'cascade', required: true },
      from_value: { type: 'value', of: 'text or flag', required: true, searched: true },
      to_value: { type: 'value', of: 'text', required: true, searched: true },
      status,
      notes: text,
    },
  },
  mask: {
    table: 'masks',
    title: 'mask',
    known: 'field',
    within: { column: 'integration_id', kind: 'integration' },
    order: ['sequence', 'id'],
    siblings: ['type', 'servicerequest_id'],
    columns: {
      servicerequest_id: ofServiceRequest,
      sequence,
      type: { ...choice('INPUT', 'RESPONSE'), required: true },
      field: path,
      apply_if: code,
      apply_to_each: code,
      abort_if_not_applied_x_times: number(0),
      notes: text,
    },
  },
} as const satisfies Record<Kind, Component>;

/** The columns of an integration's configuration, of which there is one each (domain.md 3.8). */
export const configColumns = {
  email_on_success: off,
  email_on_failure: off,
  email_on_success_to_addresses: text,
  email_on_failure_to_addresses: text,
  email_digests: on,
  store_run_history: on,
  store_run_history_for_x_days: number(730),
  store_payload_in_run_history: on,
  store_payloads_in_run_history_for_x_days: number(14),
  retry_mode: { type: 'choice', of: ['none', 'fixed', 'exponential'], initial: 'none' },
  retry_delay_seconds: number(5),
  retry_delay_jitter: number(2),
  max_retries: number(3),
  engine_version: { type: 'choice', of: ['1.0.0', '1.1.0', '1.2.0'], initial: '1.2.0' },
} as const satisfies Columns;
