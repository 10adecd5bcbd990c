import type { Knex } from 'knex';
import { columns } from '../columns.js';

export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  for (const [tableName, holder, holders] of [
    ['integration_permissions', 'user_id', 'users'],
    ['group_integration_permissions', 'group_id', 'groups'],
  ] as const) {
    await db.schema.createTable(tableName, (table) => {
      table.increments('id');
      reference(table, holder, holders, 'CASCADE').notNullable();
      reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
      for (const right of ['read', 'write', 'execute', 'debug']) table.boolean(right).notNullable().defaultTo(false);
      reference(table, 'granted_by', 'users', 'SET NULL');
      moment(table, 'granted_at').notNullable();
      table.unique([holder, 'integration_id']);
    });
  }
  // It outlives what it speaks of (domain.md 2.6): names are written down. Without an actor it was done on the command line.
  await db.schema.createTable('permission_log', (table) => {
    table.increments('id');
    moment(table, 'at').notNullable();
    reference(table, 'actor_id', 'users', 'SET NULL');
    name(table, 'actor');
    name(table, 'holder').notNullable();
    name(table, 'name').notNullable();
    table.text('action').notNullable();
    table.text('type').notNullable();
    table.text('rights');
    table.index(['holder', 'id']);
  });
}
