import type { Knex } from 'knex';
import { QueryError } from './query-error.js';
import { GONE } from './structure.js';

/** Somebody saved the integration after the asker read it; nothing was written. */
export interface Conflict {
  readonly outcome: 'conflict';
  readonly path_name: string;
  readonly current_last_saved: string;
}

export interface Locked {
  readonly id: number;
  readonly path_name: string;
  readonly last_saved: string;
}

/**
 * Makes everybody else who wants to change this integration wait until the transaction ends. It must be the transaction's
 * first statement: SQLite would refuse to write in one that has read while another one wrote.
 */
export async function lockIntegration(trx: Knex, id: number): Promise<Locked> {
  const locked = await trx('integrations')
    .where({ id })
    .update({ id: trx.ref('id') });
  if (locked === 0) throw new QueryError('not_found', GONE);
  return trx('integrations').where({ id }).first('id', 'path_name', 'last_saved');
}

/** The same for a transaction that changes no integration yet. */
export async function lockNothing(trx: Knex): Promise<null> {
  await trx('integrations')
    .where({ id: 0 })
    .update({ id: trx.ref('id') });
  return null;
}

/** The conflict, when the token that the asker holds is not that of the integration as it is. */
export function conflictOf({ path_name, last_saved }: Locked, token: string | undefined): Conflict | null {
  if (token === undefined || Date.parse(token) === Date.parse(last_saved)) return null;
  return { outcome: 'conflict', path_name, current_last_saved: last_saved };
}

/** A token that the integration has never had, even when two saves fall on one millisecond or the clock goes back. */
export function nextSaved(now: Date, previous: string): string {
  return new Date(Math.max(now.getTime(), Date.parse(previous) + 1)).toISOString();
}
