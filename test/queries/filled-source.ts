import type { Knex } from 'knex';
import type { TargetTable } from '../../src/database/copy-target.js';

/** What a row of every table holds, by the type of the column on PostgreSQL. No two rows have the same. */
const VALUES: Readonly<Record<string, (row: number) => unknown>> = {
  bool: (row) => row % 2,
  bytea: (row) => Buffer.from([0, 255, row % 256]),
  float8: (row) => row + 0.1,
  int4: (row) => row,
  int8: (row) => row + 2 ** 40,
  text: (row) => `é 😀 "\\" ${row}${row === 2 ? ' \0' : ''}`,
  timestamptz: (row) => new Date(1_763_800_000_000 + row).toISOString(),
};

/**
 * Puts rows into all tables of a SQLite database, the first of which refers to the one after it where a table refers to itself.
 * A row has the number of its id, and refers to rows of the same number.
 */
export async function fillAll(
  db: Knex,
  tables: readonly TargetTable[],
  rowsOf: (table: string) => number,
): Promise<void> {
  for (const { name, types, ownReferences } of tables) {
    const references: { from: string; table: string }[] = await db.raw(`pragma foreign_key_list("${name}")`);
    const referring = new Map(references.map(({ from, table }) => [from, table]));
    const count = rowsOf(name);
    const rows = Array.from({ length: count }, (_, index) => {
      const number = index + 1;
      const values = [...types].map(([column, type]) => {
        if (ownReferences.includes(column)) return [column, null];
        const to = referring.get(column);
        if (to !== undefined) return [column, Math.min(number, rowsOf(to))];
        if (column === 'is_service_account') return [column, 0];
        return [column, column === 'id' ? number : VALUES[type]?.(number)];
      });
      return Object.fromEntries(values);
    });
    await db.batchInsert(name, rows, 20);
    for (const column of ownReferences) {
      await db(name)
        .where('id', '<', count)
        .update({ [column]: db.raw('id + 1') });
      await db(name)
        .where({ id: count })
        .update({ [column]: 1 });
    }
  }
  await db('jobs').insert({ name: 'sweep', payload: '{"a":1}', key: 'sweep', run_at: '2030-01-01T00:00:00.000Z' });
  await db('jobs').insert({ name: 'run', payload: '{"id":3}', key: null, run_at: '2030-01-01T00:00:00.000Z' });
}
