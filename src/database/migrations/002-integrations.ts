import type { Knex } from 'knex';
import { columns } from '../columns.js';

export async function up(db: Knex): Promise<void> {
  const { name, moment } = columns(db);
  await db.schema.createTable('integrations', (table) => {
    table.increments('id');
    name(table, 'path_name').notNullable().unique();
    table.text('description');
    table.boolean('active').notNullable().defaultTo(true);
    table.boolean('http_api').notNullable().defaultTo(false);
    table.boolean('run_async').notNullable().defaultTo(false);
    for (const hook of ['before_hook', 'on_success_hook', 'on_failure_hook', 'finally_hook']) table.text(hook);
    table.text('swagger_request');
    table.text('swagger_response');
    moment(table, 'last_saved').notNullable();
  });
  await db.schema.createTable('integration_configs', (table) => {
    table.increments('id');
    table.integer('integration_id').notNullable().unique().references('id').inTable('integrations').onDelete('CASCADE');
    table.boolean('email_on_success').notNullable();
    table.boolean('email_on_failure').notNullable();
    table.text('email_on_success_to_addresses');
    table.text('email_on_failure_to_addresses');
    table.boolean('email_digests').notNullable();
    table.boolean('store_run_history').notNullable();
    table.integer('store_run_history_for_x_days').notNullable();
    table.boolean('store_payload_in_run_history').notNullable();
    table.integer('store_payloads_in_run_history_for_x_days').notNullable();
    table.text('retry_mode').notNullable();
    table.integer('retry_delay_seconds').notNullable();
    table.integer('retry_delay_jitter').notNullable();
    table.integer('max_retries').notNullable();
    table.text('engine_version').notNullable();
  });
}
