import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** The run history (domain.md 3.14). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, real, reference } = columns(db);
  // Who is alive: a run of a process that is not is over.
  await db.schema.createTable('processes', (table) => {
    table.text('id').primary();
    table.text('hostname').notNullable();
    table.integer('pid').notNullable();
    moment(table, 'started_at').notNullable();
    moment(table, 'seen_at').notNullable();
  });
  await db.schema.createTable('runs', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'user_id', 'users', 'SET NULL');
    name(table, 'username').notNullable();
    reference(table, 'parent_run_id', 'runs', 'SET NULL');
    table.text('started_by').notNullable();
    table.text('status').notNullable();
    moment(table, 'started_at').notNullable().index();
    moment(table, 'finished_at');
    real(table, 'milliseconds');
    table.integer('output_status');
    table.text('error_type');
    table.text('error_message');
    table.integer('retry_for_run_id');
    table.integer('retry_attempt').notNullable().defaultTo(0);
    table.text('process_id').index();
    table.boolean('payloads_stored').notNullable();
    table.boolean('input_masked').notNullable().defaultTo(false);
    table.integer('items').notNullable().defaultTo(0);
    table.integer('bytes').notNullable().defaultTo(0);
  });
  await db.schema.createTable('run_labels', (table) => {
    table.increments('id');
    reference(table, 'run_id', 'runs', 'CASCADE').notNullable();
    name(table, 'label').notNullable();
  });
  await db.schema.createTable('run_items', (table) => {
    table.increments('id');
    reference(table, 'run_id', 'runs', 'CASCADE').notNullable();
    table.integer('sequence').notNullable();
    table.text('type').notNullable();
    table.text('label');
    moment(table, 'at').notNullable();
    real(table, 'milliseconds').notNullable();
    table.boolean('failed').notNullable();
    for (const column of ['request', 'response', 'content', 'stack_trace', 'messages']) table.text(column);
    table.text('component_kind');
    table.integer('component_id');
    table.text('component_field');
  });
  await db.schema.createTable('run_files', (table) => {
    table.increments('id');
    reference(table, 'run_id', 'runs', 'CASCADE').notNullable();
    table.text('name').notNullable();
    table.integer('size').notNullable();
    table.text('content').notNullable();
    table.unique(['run_id', 'name']);
  });
}
