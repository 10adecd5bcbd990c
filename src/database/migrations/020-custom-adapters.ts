import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Adapters that users write; their configurations stand among those of the others (domain.md 5.10). */
export async function up(db: Knex): Promise<void> {
  const { name, moment } = columns(db);
  await db.schema.createTable('custom_adapters', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
    name(table, 'system').notNullable().unique();
    table.text('description');
    table.text('code').notNullable();
    table.text('config_schema').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
  });
  await db.schema.alterTable('adapter_configs', (table) => {
    // Null for the gateway's own adapters.
    table.integer('custom_adapter_id').references('id').inTable('custom_adapters').onDelete('CASCADE').index();
    // Both null but while a validation is under way, in the process that stands there.
    moment(table, 'validation_started_at');
    table.text('validation_process_id');
  });
}
