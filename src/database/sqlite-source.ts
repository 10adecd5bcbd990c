import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';

export type SourceRow = Readonly<Record<string, unknown>>;

/** How much is read at once: so many rows, and no more of them when they have so many bytes. */
const ROWS_AT_ONCE = 1_000;
const BYTES_AT_ONCE = 4_000_000;

/** A SQLite file to be copied: opened for reading alone, and seen as it was at one moment. */
export class SqliteSource {
  readonly #database: Database.Database;

  /** @throws when there is no such file, or it is no database */
  constructor(file: string) {
    const open = createRequire(import.meta.url)('better-sqlite3') as typeof Database;
    this.#database = new open(file, { readonly: true, fileMustExist: true });
    this.#database.exec('begin');
  }

  /** Without those of SQLite itself, and without the index of words, which is made anew. */
  tables(): string[] {
    const names = this.#database.prepare("select name from sqlite_master where type = 'table' order by name");
    return (names.pluck().all() as string[]).filter((name) => !/^(sqlite_|run_item_words)/.test(name));
  }

  count(table: string): number {
    return this.#database
      .prepare(`select count(*) from ${quoted(table)}`)
      .pluck()
      .get() as number;
  }

  /** All rows, of a table with few. */
  all(table: string): SourceRow[] {
    return this.#database.prepare(`select * from ${quoted(table)}`).all() as SourceRow[];
  }

  /** The highest id that a row of the table has ever had; 0 when there was none. */
  highestId(table: string): number {
    const given = this.#database.prepare('select seq from sqlite_sequence where name = ?').pluck().get(table);
    const held = this.#database
      .prepare(`select max(id) from ${quoted(table)}`)
      .pluck()
      .get();
    return Math.max(Number(given ?? 0), Number(held ?? 0));
  }

  /** Some rows with a higher id, in the order of the ids. */
  batch(table: string, after: number): SourceRow[] {
    const rows: SourceRow[] = [];
    let bytes = 0;
    const query = this.#database.prepare(`select * from ${quoted(table)} where id > ? order by id`);
    for (const row of query.iterate(after) as IterableIterator<SourceRow>) {
      rows.push(row);
      for (const value of Object.values(row)) {
        if (typeof value === 'string' || Buffer.isBuffer(value)) bytes += value.length;
      }
      if (rows.length >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) break;
    }
    return rows;
  }

  /** The rows that refer to one that comes after them. */
  forward(table: string, column: string): { readonly id: number; readonly to: number }[] {
    const query = `select id, ${quoted(column)} as "to" from ${quoted(table)} where ${quoted(column)} > id order by id`;
    return this.#database.prepare(query).all() as { id: number; to: number }[];
  }

  close(): void {
    this.#database.close();
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
