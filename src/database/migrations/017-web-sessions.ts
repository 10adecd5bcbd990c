import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Who is signed in to the pages. The cookie's secret is kept as a digest alone. */
export async function up(db: Knex): Promise<void> {
  const { moment, reference } = columns(db);
  await db.schema.createTable('web_sessions', (table) => {
    table.increments('id');
    table.text('secret_hash').notNullable().unique();
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'seen_at').notNullable();
    moment(table, 'expires_at').notNullable().index();
  });
}
