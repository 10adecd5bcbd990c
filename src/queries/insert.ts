import type { Knex } from 'knex';

/** Both databases limit the parameters of one statement, SQLite also the rows that Knex inserts with it. */
export const INSERTED_AT_ONCE = 100;

/** Inserts rows with the same columns, and answers with their ids in the same order. */
export async function insertRows(trx: Knex, table: string, rows: readonly object[]): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < rows.length; at += INSERTED_AT_ONCE) {
    const inserted = await trx(table).insert(rows.slice(at, at + INSERTED_AT_ONCE), ['id']);
    // Neither database promises the order of the answer, but ids are handed out in the order of the rows.
    ids.push(...inserted.map(({ id }) => id as number).toSorted((a, b) => a - b));
  }
  return ids;
}
