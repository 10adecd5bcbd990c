import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** What was granted to a person or to a group as such, and not on one integration (domain.md 2.1). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  for (const [tableName, holder, holders] of [
    ['user_permissions', 'user_id', 'users'],
    ['group_permissions', 'group_id', 'groups'],
  ] as const) {
    await db.schema.createTable(tableName, (table) => {
      table.increments('id');
      reference(table, holder, holders, 'CASCADE').notNullable();
      name(table, 'permission').notNullable();
      reference(table, 'granted_by', 'users', 'SET NULL');
      moment(table, 'granted_at').notNullable();
      table.unique([holder, 'permission']);
    });
  }
}
