import type { Knex } from 'knex';
import { columns } from '../columns.js';

export async function up(db: Knex): Promise<void> {
  const { moment, reference } = columns(db);
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
}
