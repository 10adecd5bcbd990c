import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Code that several integrations share, and which of them may (domain.md 5.11). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('shared_modules', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
    table.text('description');
    table.text('code').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
  });
  await db.schema.createTable('shared_module_bindings', (table) => {
    table.increments('id');
    reference(table, 'shared_module_id', 'shared_modules', 'CASCADE').notNullable();
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    table.unique(['shared_module_id', 'integration_id']);
  });
}
