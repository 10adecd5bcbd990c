import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** What was granted to a person as such, and not on one integration. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('user_permissions', (table) => {
    table.increments('id');
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    name(table, 'permission').notNullable();
    moment(table, 'granted_at').notNullable();
    table.unique(['user_id', 'permission']);
  });
}
