import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { rowsBetween, type TargetTable } from '../database/copy-target.js';
import type { SqliteSource } from '../database/sqlite-source.js';
import { copiedValue, storedValue } from './copied-value.js';

/** A table of a copied database beside its copy. */
export interface ComparedTable {
  readonly name: string;
  readonly rows: number;
  readonly copied: number;
  /** Of all rows of the source, as they are to be in the copy. */
  readonly checksum: string;
  /** What is not alike; null when everything is. */
  readonly difference: string | null;
  /** In how many texts a character was replaced that PostgreSQL cannot store. */
  readonly replaced: number;
}

/** Reads a table of both databases, and compares the rows with one another. */
export async function compareTable(table: TargetTable, source: SqliteSource, target: Knex): Promise<ComparedTable> {
  const { name, types } = table;
  const checksum = createHash('sha256');
  let difference: string | null = null;
  let replaced = 0;
  for (let after = 0; ; ) {
    const rows = source.batch(name, after);
    const last = rows.at(-1)?.id as number | undefined;
    if (last === undefined) break;
    const copies = new Map((await rowsBetween(target, name, after, last)).map((copy) => [copy.id, copy]));
    for (const row of rows) {
      const expected = [...types].map(([column, type]) => copiedValue(row[column], type));
      for (const [index, column] of [...types.keys()].entries()) {
        if (typeof row[column] === 'string' && types.get(column) === 'text' && row[column] !== expected[index])
          replaced++;
      }
      const text = JSON.stringify(expected);
      checksum.update(text);
      const copy = copies.get(row.id);
      if (!copy) difference ??= `row ${row.id} is missing`;
      else if (JSON.stringify([...types.keys()].map((column) => storedValue(copy[column]))) !== text) {
        difference ??= `row ${row.id} differs`;
      }
    }
    after = last;
  }
  const rows = source.count(name);
  const [counted] = await target(name).count({ count: '*' });
  const copied = Number(counted?.count);
  if (rows !== copied) difference ??= 'the numbers of rows differ';
  return { name, rows, copied, checksum: checksum.digest('hex').slice(0, 16), difference, replaced };
}
