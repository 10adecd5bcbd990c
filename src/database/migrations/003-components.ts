import type { Knex } from 'knex';
import { columns } from '../columns.js';

const serviceRequestHooks = [
  'before_prepare_request_hook',
  'after_prepare_request_success_hook',
  'after_prepare_request_failure_hook',
  'before_execute_request_hook',
  'after_execute_request_success_hook',
  'after_execute_request_failure_hook',
  'after_overall_success_hook',
  'after_overall_failure_hook',
];

export async function up(db: Knex): Promise<void> {
  const { name, reference } = columns(db);
  await db.schema.createTable('service_requests', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'parent_servicerequest_id', 'service_requests', 'CASCADE');
    table.integer('sequence').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.text('system').notNullable();
    table.text('service_name');
    table.text('formula_variable');
    table.text('call_for_each');
    table.text('call_if');
    table.boolean('abort_after_execute_request_failure').notNullable().defaultTo(true);
    table.boolean('skip_execute_if_no_sub_requests').notNullable().defaultTo(false);
    for (const hook of serviceRequestHooks) table.text(hook);
    table.text('message_substitution_name');
    table.text('notes');
  });
  await db.schema.createTable('value_mapping_sets', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    name(table, 'name').notNullable();
    table.text('description');
    table.boolean('case_sensitive').notNullable().defaultTo(false);
    table.boolean('use_default_to_value').notNullable().defaultTo(false);
    table.text('default_to_value'); // JSON: a text or a boolean
  });
  await db.schema.createTable('value_mappings', (table) => {
    table.increments('id');
    reference(table, 'valuemappingset_id', 'value_mapping_sets', 'CASCADE').notNullable();
    table.text('from_value').notNullable(); // JSON: a text or a boolean
    table.text('to_value').notNullable(); // JSON: a text
    table.text('status').notNullable();
    table.text('notes');
  });
  await db.schema.createTable('field_mappings', (table) => {
    table.increments('id');
    reference(table, 'servicerequest_id', 'service_requests', 'CASCADE').notNullable();
    table.integer('sequence').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.text('field').notNullable();
    table.text('value');
    table.text('value_type');
    reference(table, 'valuemappingset_id', 'value_mapping_sets', 'SET NULL');
    table.text('include_for_each');
    table.text('include_if');
    table.boolean('nullable').notNullable().defaultTo(false);
    table.text('status').notNullable();
    table.text('source_record_type');
    table.text('source_field_name');
    table.text('target_record_type');
    table.text('target_field_name');
    table.text('message_substitution_name');
    table.text('notes');
  });
  await db.schema.createTable('validation_rules', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'servicerequest_id', 'service_requests', 'CASCADE');
    table.integer('sequence').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.text('type').notNullable();
    table.text('field');
    table.text('rule');
    table.text('apply_if');
    table.text('apply_to_each');
    table.boolean('abort_on_failure').notNullable().defaultTo(true);
    reference(table, 'valuemappingset_id', 'value_mapping_sets', 'SET NULL');
    table.text('valuemappingset_side');
    table.integer('max_length');
    table.text('message_substitution_name');
    table.text('pass_hook');
    table.text('fail_hook');
    table.text('notes');
  });
  await db.schema.createTable('masks', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'servicerequest_id', 'service_requests', 'CASCADE');
    table.integer('sequence').notNullable();
    table.text('type').notNullable();
    table.text('field').notNullable();
    table.text('apply_if');
    table.text('apply_to_each');
    table.integer('abort_if_not_applied_x_times').notNullable().defaultTo(0);
    table.text('notes');
  });
}
