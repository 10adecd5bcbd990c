import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import { withBooleans } from './booleans.js';
import { ACQUIRE_TIMEOUT_MS, openPostgres, type PostgresOptions } from './postgres.js';
import { addReader } from './reader.js';

/** How long SQLite waits for another process's lock. It waits in this thread, so not for long. */
const SQLITE_BUSY_TIMEOUT_MS = 2_000;
/** How many prepared SQLite statements are kept, and how long one may be. */
const MOST_REMEMBERED = 200;
const LONGEST_REMEMBERED = 32_000;

/** Knex would print to the terminal what it also throws. */
const quiet: Knex.Logger = { warn() {}, error() {}, deprecate() {}, debug() {} };

/**
 * Opens a database: `sqlite:PATH`, a plain path, or `postgres://…`. A missing SQLite file is created, its directory too.
 * Rows are the same from both: booleans are booleans, timestamps are ISO strings with milliseconds, counts are numbers.
 * All but the address is for PostgreSQL alone.
 */
export function openDatabase(options: PostgresOptions): Knex {
  const { url } = options;
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(options);
  if (/^\w+:\/\//.test(url) && !url.startsWith('sqlite:')) {
    throw new Error('A database is a file path, sqlite:PATH or postgres://…');
  }
  return openSqlite(url.replace(/^sqlite:/, ''));
}

/** The few functions of this folder that must differ ask this; nothing outside it should. */
export function isPostgres(db: Knex): boolean {
  return db.client.config.client === 'pg';
}

function openSqlite(filename: string): Knex {
  const isFile = filename !== ':memory:';
  if (isFile) createFile(filename);
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    // One connection: better-sqlite3 is synchronous, so a second one could only wait, in this thread, for the first.
    pool: { min: 1, max: 1, afterCreate: prepareSqlite },
    useNullAsDefault: true,
    postProcessResponse: withBooleans,
    log: quiet,
    // What was to be written stays out of error messages, and so out of logs and terminals.
    compileSqlOnError: false,
  });
  if (isFile) addReader(db, filename);
  return db;
}

/** It will hold hashes of credentials, so nobody else may read it; SQLite gives the files beside it the same rights. */
function createFile(filename: string): void {
  mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
  closeSync(openSync(filename, 'a', 0o600));
}

interface SqliteConnection {
  pragma(statement: string): unknown;
  prepare(sql: string): unknown;
}

/** To prepare a statement costs as much as to run it, and Knex prepares each one anew. */
function rememberStatements(connection: SqliteConnection): void {
  const prepare = connection.prepare.bind(connection);
  const remembered = new Map<string, unknown>();
  connection.prepare = (sql) => {
    const known = remembered.get(sql);
    if (known) return known;
    const statement = prepare(sql);
    if (sql.length > LONGEST_REMEMBERED) return statement;
    if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
    remembered.set(sql, statement);
    return statement;
  };
}

function prepareSqlite(
  connection: SqliteConnection,
  done: (error: unknown, connection: SqliteConnection) => void,
): void {
  try {
    connection.pragma(`busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`);
    connection.pragma('journal_mode = WAL');
    // In WAL mode this survives a killed process; only a power cut may take the last writes, never their consistency.
    connection.pragma('synchronous = NORMAL');
    connection.pragma('foreign_keys = ON');
    rememberStatements(connection);
    done(null, connection);
  } catch (error) {
    done(error, connection);
  }
}
