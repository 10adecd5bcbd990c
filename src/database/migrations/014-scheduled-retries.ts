import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Failed runs that will be tried again (domain.md 4.14). */
export async function up(db: Knex): Promise<void> {
  const { moment, reference } = columns(db);
  await db.schema.createTable('scheduled_retries', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    // The run that failed first; it may be deleted meanwhile, so this refers to nothing.
    table.integer('run_id');
    table.integer('attempt').notNullable();
    // When to start it; a process that is about to puts that off, so that no other one does, and deletes the row afterwards.
    moment(table, 'due_at').notNullable().index();
    table.text('sealed_input').notNullable();
  });
}
