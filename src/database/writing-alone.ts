import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/**
 * Makes all who say this of the same table wait until the transaction ends; whoever reads it does not. It must be the
 * transaction's first statement: SQLite would refuse to write in one that has read while another one wrote.
 */
export async function writeAlone(trx: Knex, table: string): Promise<void> {
  if (isPostgres(trx)) await trx.raw('lock table ?? in share row exclusive mode', [table]);
  else
    await trx(table)
      .where({ id: 0 })
      .update({ id: trx.ref('id') });
}
