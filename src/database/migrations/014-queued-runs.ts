import type { Knex } from 'knex';
import { columns } from '../columns.js';
import { createJobTable } from '../job-store.js';

/** Runs that nobody waits for, until a process begins them: at once, or later (domain.md 4.14). */
export async function up(db: Knex): Promise<void> {
  const { moment, reference } = columns(db);
  await db.schema.createTable('queued_runs', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    // A run of somebody who is gone is ended with that reason when it is due.
    reference(table, 'user_id', 'users', 'SET NULL');
    // Its row in the run history, which waits as well; null when no history is stored.
    reference(table, 'run_id', 'runs', 'CASCADE');
    table.text('started_by').notNullable();
    // These two may be deleted meanwhile, so they refer to nothing.
    table.integer('parent_run_id');
    table.integer('retry_for_run_id');
    table.integer('retry_attempt').notNullable().defaultTo(0);
    table.integer('depth').notNullable().defaultTo(0);
    moment(table, 'due_at').notNullable().index();
    table.text('sealed_input').notNullable();
  });
  await createJobTable(db);
}
