import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isPostgres } from './connection.js';
import { snapshot } from './snapshot.js';

/** What PostgreSQL says of a statement that took too long. */
const STOPPED = '57014';

/** A statement took longer than it was given. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs reads that see the database at one moment, none of which may take longer than so many milliseconds. SQLite stops no
 * statement: whoever asks it bounds how much it has to look at.
 * @throws TookTooLong
 */
export function readWithin<T>(db: Knex, milliseconds: number, read: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  if (!isPostgres(db)) {
    return snapshot(db, async (trx) => {
      // Its statements keep the whole process waiting: between the readings of many, everybody else has a turn.
      await setImmediate();
      return read(trx);
    });
  }
  const limited = snapshot(db, async (trx) => {
    await trx.raw(`set local statement_timeout = ${Math.max(1, Math.round(milliseconds))}`);
    return read(trx);
  });
  return limited.catch((error: unknown) => {
    if ((error as { code?: unknown }).code === STOPPED) throw new TookTooLong();
    throw error;
  });
}
