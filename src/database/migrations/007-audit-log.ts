import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** The log outlives what it speaks of: the user's name is written down, and the integration and the token are no references. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, real } = columns(db);
  await db.schema.createTable('audit_log', (table) => {
    table.increments('id');
    moment(table, 'at').notNullable().index();
    table.integer('user_id').references('id').inTable('users').onDelete('SET NULL');
    name(table, 'username').notNullable();
    table.integer('token_id');
    table.text('client');
    table.text('tool').notNullable();
    table.text('action');
    table.integer('integration_id').index();
    table.text('outcome').notNullable();
    table.integer('request_bytes').notNullable();
    table.integer('response_bytes').notNullable();
    real(table, 'milliseconds').notNullable();
    // What people filter by, the newest first; the first of them also serves the reference.
    for (const column of ['user_id', 'username', 'tool', 'outcome', 'client']) table.index([column, 'id']);
  });
}
