import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** How an adapter reaches its system, and which integration uses it (domain.md 3.9). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('adapter_configs', (table) => {
    table.increments('id');
    name(table, 'system').notNullable();
    name(table, 'name').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.boolean('validation_enabled').notNullable().defaultTo(true);
    table.text('settings').notNullable();
    table.text('sealed_settings');
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
    moment(table, 'validated_at');
    table.text('validation_problem');
    table.unique(['system', 'name']);
  });
  await db.schema.createTable('adapter_config_bindings', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'adapter_config_id', 'adapter_configs', 'CASCADE').notNullable();
    reference(table, 'user_id', 'users', 'CASCADE');
    table.unique(['integration_id', 'adapter_config_id', 'user_id']);
  });
  // To a unique index no two nulls are the same.
  await db.raw(
    'create unique index adapter_config_bindings_for_everybody on adapter_config_bindings (integration_id, adapter_config_id) ' +
      'where user_id is null',
  );
}
