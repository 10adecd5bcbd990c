import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Who was asked to become a user (domain.md 3.13). The link's secret is kept as a digest alone. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('invitations', (table) => {
    table.increments('id');
    table.text('secret_hash').notNullable().unique();
    table.text('email').notNullable();
    name(table, 'username').notNullable();
    table.boolean('is_staff').notNullable().defaultTo(false);
    table.text('rights').notNullable();
    reference(table, 'invited_by', 'users', 'CASCADE').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'expires_at').notNullable();
    moment(table, 'accepted_at');
    moment(table, 'renewal_asked_at');
  });
}
