import type { Knex } from 'knex';
import { columns } from '../columns.js';
import { isPostgres } from '../connection.js';

/** How much of their limits callers have used up, for all gateways on one PostgreSQL; on SQLite a process counts for itself. */
export async function up(db: Knex): Promise<void> {
  const { name } = columns(db);
  await db.schema.createTable('rate_buckets', (table) => {
    name(table, 'key').notNullable().primary();
    // When all is there again. No index: without one, PostgreSQL writes a changed row into the page where it was.
    table.timestamp('full_at').notNullable();
    // By whoever asked last.
    table.integer('taken').notNullable();
  });
  // After a crash everybody has the whole limit again, and until then nothing waits for the disk.
  if (isPostgres(db)) await db.raw('alter table rate_buckets set unlogged');
}
