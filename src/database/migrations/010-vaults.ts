import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** What integrations keep between runs (domain.md 3.12). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('vaults', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
    table.integer('lock_timeout_seconds').notNullable().defaultTo(600);
    table.text('locked_by');
    moment(table, 'locked_until');
  });
  for (const [tableName, value] of [
    ['vault_items', 'value'],
    ['vault_secrets', 'sealed_value'],
  ] as const) {
    await db.schema.createTable(tableName, (table) => {
      table.increments('id');
      reference(table, 'vault_id', 'vaults', 'CASCADE').notNullable();
      name(table, 'key').notNullable();
      table.text(value).notNullable();
      moment(table, 'created_at').notNullable();
      moment(table, 'updated_at').notNullable();
      table.unique(['vault_id', 'key']);
    });
  }
  await db.schema.createTable('vault_permissions', (table) => {
    table.increments('id');
    reference(table, 'vault_id', 'vaults', 'CASCADE').notNullable();
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    table.boolean('read').notNullable().defaultTo(false);
    table.boolean('write').notNullable().defaultTo(false);
    table.unique(['vault_id', 'integration_id']);
  });
}
