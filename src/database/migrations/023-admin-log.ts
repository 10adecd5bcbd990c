import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** What administrators have changed (domain.md 1.2, 3.13). It outlives what it speaks of, and so it holds names. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('admin_log', (table) => {
    table.increments('id');
    moment(table, 'at').notNullable();
    reference(table, 'actor_id', 'users', 'SET NULL');
    // Null for the command line.
    table.text('actor');
    table.text('action').notNullable();
    name(table, 'model').notNullable();
    table.integer('instance_id').notNullable();
    table.text('instance').notNullable();
    // By field the old and the new value, as JSON; secrets are masked.
    table.text('changes').notNullable();
    table.index(['model', 'instance_id']);
  });
}
