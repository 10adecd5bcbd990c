import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/*
 * How far a copy of another database into this one has come. The table is there while one is unfinished, and says which source it
 * has and, for each part, up to which id its rows are here.
 */

const TABLE = 'database_copy';
const SOURCE = 'the source';

/** Whether a copy into this database was begun and not ended: what is in it is not all. */
export async function isCopyUnfinished(db: Knex): Promise<boolean> {
  return isPostgres(db) && (await db.schema.hasTable(TABLE));
}

/** The source of the unfinished copy; null when there is none. */
export async function sourceOfCopy(db: Knex): Promise<string | null> {
  if (!(await isCopyUnfinished(db))) return null;
  return (await db(TABLE).where({ part: SOURCE }).first('note'))?.note ?? null;
}

export async function beginCopy(db: Knex, source: string): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.schema.createTable(TABLE, (table) => {
      table.text('part').primary();
      table.integer('last_id').notNullable().defaultTo(0);
      table.text('note');
    });
    await trx(TABLE).insert({ part: SOURCE, note: source });
  });
}

/** Up to which id a part was copied, for a transaction that copies on; another one that would do the same waits. */
export async function copiedUpTo(trx: Knex, part: string): Promise<number> {
  await trx(TABLE).insert({ part }).onConflict('part').ignore();
  return (await trx(TABLE).where({ part }).forUpdate().first('last_id')).last_id;
}

export async function noteCopied(trx: Knex, part: string, last_id: number): Promise<void> {
  await trx(TABLE).where({ part }).update({ last_id });
}

export async function endCopy(db: Knex): Promise<void> {
  await db.schema.dropTable(TABLE);
}
