import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** Sends a text to all who listen on a channel of a PostgreSQL; with SQLite nobody does. */
export async function notify(db: Knex, channel: string, text: string): Promise<void> {
  if (isPostgres(db)) await db.raw('select pg_notify(?, ?)', [channel, text]);
}
