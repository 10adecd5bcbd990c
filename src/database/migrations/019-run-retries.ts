import type { Knex } from 'knex';

/** A run says which others tried it again. Of those alone: nearly no run is one. */
export async function up(db: Knex): Promise<void> {
  await db.raw('create index runs_by_retried on runs (retry_for_run_id) where retry_for_run_id is not null');
}
