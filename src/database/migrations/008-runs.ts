import type { Knex } from 'knex';
import { columns } from '../columns.js';
import { createWordIndex } from '../word-index.js';

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
    // Under which name it takes jobs out of the queue of PostgreSQL; null when it takes none.
    table.text('worker');
    // Said by another one, which could itself say all the while that it lives.
    table.boolean('gone').notNullable().defaultTo(false);
  });
  await db.schema.createTable('runs', (table) => {
    table.increments('id');
    table.integer('integration_id').references('id').inTable('integrations').onDelete('CASCADE').notNullable();
    reference(table, 'user_id', 'users', 'SET NULL');
    name(table, 'username').notNullable();
    table.integer('parent_run_id').references('id').inTable('runs').onDelete('SET NULL');
    table.text('started_by').notNullable();
    name(table, 'status').notNullable();
    moment(table, 'started_at').notNullable();
    moment(table, 'finished_at');
    real(table, 'milliseconds');
    table.integer('output_status');
    table.text('error_type');
    table.text('error_message');
    table.integer('retry_for_run_id');
    table.integer('retry_attempt').notNullable().defaultTo(0);
    table.text('process_id');
    table.boolean('payloads_stored').notNullable();
    table.boolean('input_masked').notNullable().defaultTo(false);
    table.integer('items').notNullable().defaultTo(0);
    table.bigInteger('bytes').notNullable().defaultTo(0);
    // Runs are read in the order of their start, by any of these. The parent stands at the end, so that sub-integrations are
    // passed over without a look at their rows.
    for (const by of [[], ['status'], ['integration_id'], ['integration_id', 'status'], ['username']]) {
      table.index([...by, 'started_at', 'id', 'parent_run_id'], `runs_by_${[...by, 'start'].join('_')}`);
    }
  });
  // Of the runs that have a parent alone: SQLite would look for the others by it, which are nearly all, and sort them.
  await db.raw('create index runs_by_parent on runs (parent_run_id) where parent_run_id is not null');
  await db.raw('create index runs_with_payloads on runs (integration_id, started_at) where payloads_stored');
  await db.schema.createTable('run_labels', (table) => {
    table.increments('id');
    reference(table, 'run_id', 'runs', 'CASCADE').notNullable();
    name(table, 'label').notNullable();
  });
  await db.schema.createTable('run_items', (table) => {
    table.increments('id');
    table.integer('run_id').references('id').inTable('runs').onDelete('CASCADE').notNullable();
    table.integer('sequence').notNullable();
    name(table, 'type').notNullable();
    name(table, 'label');
    moment(table, 'at').notNullable();
    real(table, 'milliseconds').notNullable();
    table.boolean('failed').notNullable();
    table.integer('bytes').notNullable().defaultTo(0);
    table.text('component_kind');
    table.integer('component_id');
    table.text('component_field');
    // What may be large stands last: SQLite reads a row from its beginning.
    for (const column of ['request', 'response', 'content', 'stack_trace', 'messages']) table.text(column);
    table.index(['run_id', 'type', 'failed', 'label']);
  });
  await createWordIndex(db);
  await db.schema.createTable('run_files', (table) => {
    table.increments('id');
    reference(table, 'run_id', 'runs', 'CASCADE').notNullable();
    table.text('name').notNullable();
    table.integer('size').notNullable();
    table.text('content').notNullable();
    table.unique(['run_id', 'name']);
  });
}
