import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Answers to requests with an idempotency key, kept for those that repeat it (domain.md 4.13). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('idempotent_requests', (table) => {
    table.increments('id');
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    name(table, 'key').notNullable();
    moment(table, 'created_at').notNullable().index();
    // The process that answers it: when that one is gone, the key is free again.
    table.text('process_id').notNullable();
    table.text('sealed_answer');
    table.unique(['user_id', 'integration_id', 'key']);
  });
}
