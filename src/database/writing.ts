import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** A value of a row; booleans are booleans on both databases. */
export type Written = string | number | boolean | null;
// biome-ignore lint/suspicious/noExplicitAny: what a statement answers is known to whoever has written it
type Row = any;

/** Carries out statements whose text is always the same, with a question mark for each value. */
export interface Writing {
  readonly isPostgres: boolean;
  /** @returns the rows that it answers with */
  run(sql: string, values: readonly Written[]): Promise<Row[]>;
}

/**
 * Writes in one transaction; in that of `db` when it is one. For what every run writes: Knex takes several times as long to build a
 * statement, and to keep a transaction of its own, as SQLite to carry it out.
 */
export async function together<T>(db: Knex, work: (writing: Writing) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(writingOf(db));
  return onConnection(db, async (writing) => {
    await writing.run('BEGIN', []);
    try {
      const result = await work(writing);
      await writing.run('COMMIT', []);
      return result;
    } catch (error) {
      // What made it fail is what is to be told, also where the connection is gone.
      await writing.run('ROLLBACK', []).catch(() => {});
      throw error;
    }
  });
}

/** Carries out one statement. */
export const writeAlone = (db: Knex, sql: string, values: readonly Written[]): Promise<Row[]> =>
  db.isTransaction ? writingOf(db).run(sql, values) : onConnection(db, (writing) => writing.run(sql, values));

/** Within a transaction of Knex. */
export const writingOf = (trx: Knex): Writing => ({
  isPostgres: isPostgres(trx),
  async run(sql, values) {
    const answer = await trx.raw(sql, values);
    return Array.isArray(answer) ? answer : (answer.rows ?? []);
  },
});

async function onConnection<T>(db: Knex, work: (writing: Writing) => Promise<T>): Promise<T> {
  const { client } = db;
  const connection = await client.acquireConnection();
  try {
    return await work(isPostgres(db) ? new PostgresWriting(connection) : new SqliteWriting(connection));
  } finally {
    await client.releaseConnection(connection);
  }
}

interface SqliteStatement {
  readonly reader: boolean;
  all(values: readonly unknown[]): Row[];
  run(values: readonly unknown[]): unknown;
}

class SqliteWriting implements Writing {
  readonly isPostgres = false;

  constructor(private readonly connection: { prepare(sql: string): SqliteStatement }) {}

  async run(sql: string, values: readonly Written[]): Promise<Row[]> {
    const statement = this.connection.prepare(sql);
    const given = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (statement.reader) return statement.all(given);
    statement.run(given);
    return [];
  }
}

/** As Knex uses it: statements that come again and again are prepared (postgres.ts). */
interface PostgresConnection {
  query(
    statement: { readonly text: string; readonly values: readonly unknown[] },
    answered: (error: Error | null, result?: unknown) => void,
  ): void;
}

class PostgresWriting implements Writing {
  readonly isPostgres = true;

  constructor(private readonly connection: PostgresConnection) {}

  run(sql: string, values: readonly Written[]): Promise<Row[]> {
    let count = 0;
    const text = sql.replace(/\?/g, () => `$${++count}`);
    return new Promise((resolve, reject) => {
      this.connection.query({ text, values }, (error, result) =>
        error ? reject(error) : resolve((result as { rows: Row[] }).rows),
      );
    });
  }
}
