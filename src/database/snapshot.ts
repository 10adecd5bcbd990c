import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** Runs several reads that see the database at one moment. */
export function snapshot<T>(db: Knex, read: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  // A SQLite transaction always sees one moment.
  return isPostgres(db)
    ? db.transaction(read, { isolationLevel: 'repeatable read', readOnly: true })
    : db.transaction(read);
}
