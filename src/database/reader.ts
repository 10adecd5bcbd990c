import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** By the names that stand in the SQL with a colon. */
type Parameters = Readonly<Record<string, string | number>>;

/** A row's values, in the order in which the SQL names them; SQLite's booleans are 0 and 1. */
export type Values = readonly unknown[];

/**
 * Reads with SQL that is always the same text, for the few questions that nearly every request asks. On SQLite that is a connection
 * beside the one that writes, which need not wait for transactions there and does not see what they have not committed, and
 * statements that are prepared once: Knex takes several times as long to build a query as SQLite to answer it.
 */
export function readerOf(db: Knex): Reader {
  return readers.get(db.client) ?? new KnexReader(db);
}

export interface Reader {
  /** Whether it reads in this process, so that two simple questions cost less than a complicated one. */
  readonly isNear: boolean;
  rows(sql: string, parameters: Parameters): Values[] | Promise<Values[]>;
}

class KnexReader implements Reader {
  readonly isNear = false;

  constructor(private readonly db: Knex) {}

  async rows(sql: string, parameters: Parameters): Promise<Values[]> {
    const answer = await this.db.raw(sql, parameters);
    const rows: object[] = isPostgres(this.db) ? answer.rows : answer;
    return rows.map((row) => Object.values(row));
  }
}

/** By Knex's clients: that of a transaction is another one, and so reads what the transaction has written. */
const readers = new WeakMap<object, SqliteReader>();

/** Gives a SQLite file a reader, which is closed with it. */
export function addReader(db: Knex, filename: string): void {
  const reader = new SqliteReader(db.client.driver, filename);
  readers.set(db.client, reader);
  const close = db.client.destroyRawConnection.bind(db.client);
  db.client.destroyRawConnection = (connection: unknown) => {
    reader.close();
    return close(connection);
  };
}

interface SqliteStatement {
  raw(): SqliteStatement;
  all(parameters: Parameters): Values[];
}

interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  close(): void;
}

type SqliteDriver = new (filename: string, options: { readonly: true; timeout: number }) => SqliteDatabase;

/** How long a reader waits when the file is locked, which in WAL mode only a repair or a checkpoint of others does. */
const BUSY_TIMEOUT_MS = 2_000;

class SqliteReader implements Reader {
  readonly isNear = true;
  #database: SqliteDatabase | null = null;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(
    private readonly driver: SqliteDriver,
    private readonly filename: string,
  ) {}

  rows(sql: string, parameters: Parameters): Values[] {
    let statement = this.#statements.get(sql);
    if (!statement) {
      this.#database ??= new this.driver(this.filename, { readonly: true, timeout: BUSY_TIMEOUT_MS });
      statement = this.#database.prepare(sql).raw();
      this.#statements.set(sql, statement);
    }
    return statement.all(parameters);
  }

  close(): void {
    this.#statements.clear();
    this.#database?.close();
    this.#database = null;
  }
}
