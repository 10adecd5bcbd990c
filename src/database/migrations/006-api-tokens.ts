import type { Knex } from 'knex';
import { columns } from '../columns.js';

export async function up(db: Knex): Promise<void> {
  const { moment, reference } = columns(db);
  await db.schema.createTable('api_tokens', (table) => {
    table.increments('id');
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    table.text('name').notNullable();
    table.text('token_hash').notNullable().unique();
    table.text('prefix').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'expires_at');
    moment(table, 'last_used_at');
    moment(table, 'revoked_at');
  });
}
