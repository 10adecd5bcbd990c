import type { Knex } from 'knex';
import { NewerDatabaseError, pendingMigrations } from './migrate.js';

/** Why the database cannot serve this process now, or null. Throws when it does not answer. */
export async function databaseProblem(db: Knex): Promise<string | null> {
  try {
    const pending = await pendingMigrations(db);
    return pending.length > 0 ? 'migrations pending' : null;
  } catch (error) {
    // A newer process has migrated it; those of the version before serve on until they are replaced.
    if (error instanceof NewerDatabaseError) return null;
    throw error;
  }
}
