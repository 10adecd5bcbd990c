import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** Any number will do: it names the lock in PostgreSQL, and tells what a SQLite file is for. */
const APPLICATION_ID = 1_229_407_062;
/** How long a process waits for its turn: migrations of a large database may take their time. */
const TURN_WAIT_MS = 600_000;

/**
 * Of many processes that start at once, lets one at a time do what only one may, until its transaction ends. It must be the
 * transaction's first statement: a SQLite transaction that reads first could not write once another has written.
 */
export async function takeTurn(trx: Knex): Promise<void> {
  if (!isPostgres(trx)) return void (await trx.raw(`pragma application_id = ${APPLICATION_ID}`));
  await trx.raw(`set local lock_timeout = ${TURN_WAIT_MS}`);
  await trx.raw('set local statement_timeout = 0');
  await trx.raw('select pg_advisory_xact_lock(?)', [APPLICATION_ID]);
}
