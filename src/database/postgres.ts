import { createRequire } from 'node:module';
import knex, { type Knex } from 'knex';
import type pg from 'pg';
import { StatementNames } from './statement-names.js';

export interface PostgresOptions {
  readonly url: string;
  /** How many connections there are at the most. */
  readonly poolSize?: number;
  /** What PostgreSQL is to call the connections; 63 characters of it. */
  readonly applicationName?: string;
  /** After this time a statement is given up; never, if left out. */
  readonly statementTimeoutMs?: number;
  /** Whether statements that come again and again are prepared once a connection. */
  readonly prepares?: boolean;
}

/** How long a caller waits for a connection of the pool before it is told that the database is busy. */
export const ACQUIRE_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** How long PostgreSQL waits for a lock that another transaction holds. */
const LOCK_TIMEOUT_MS = 5_000;
/** A transaction whose process says nothing for so long has lost it; its locks are given back. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** When a connection says nothing, the system asks after this time whether the other side is still there. */
const KEEP_ALIVE_MS = 10_000;
/** How much longer than a statement may take its answer is waited for: then the server is gone without a word. */
const SILENCE_MS = 5_000;
const POOL_SIZE = 10;

/** Knex would print to the terminal what it also throws. */
const quiet: Knex.Logger = { warn() {}, error() {}, deprecate() {}, debug() {} };

export function openPostgres(options: PostgresOptions): Knex {
  const { url, poolSize = POOL_SIZE, applicationName = 'integration-gateway', statementTimeoutMs, prepares } = options;
  // Knex loads it as well; on SQLite nobody does.
  const { types } = createRequire(import.meta.url)('pg') as typeof pg;
  const parsers: Readonly<Record<number, Parser>> = {
    [types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
    [types.builtins.INT8]: Number,
  };
  const getTypeParser = (oid: number, format?: 'text' | 'binary'): Parser =>
    parsers[oid] ?? (types.getTypeParser(oid, format) as Parser);
  const names = prepares ? new StatementNames() : null;
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: applicationName.slice(0, 63),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      ...(statementTimeoutMs && {
        statement_timeout: statementTimeoutMs,
        query_timeout: statementTimeoutMs + SILENCE_MS,
      }),
      types: { getTypeParser },
    } as Knex.PgConnectionConfig,
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    pool: {
      min: 0,
      max: poolSize,
      afterCreate: (connection: Connection, done: (error: unknown, connection: Connection) => void) => {
        watch(connection, names);
        done(null, connection);
      },
    },
    log: quiet,
    // What was to be written stays out of error messages, and so out of logs and terminals.
    compileSqlOnError: false,
  });
}

type Parser = (text: string) => unknown;

interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  name?: string;
}

type Answered = (error: (Error & { code?: string }) | null, result?: unknown) => void;

/** A connection as Knex uses it. */
interface Connection {
  query(statement: Statement | string, answered: Answered): void;
  /** Knex replaces a connection of which this says something. */
  __knex__disposed?: unknown;
}

/** What PostgreSQL says of a prepared statement that is not there, or is there already: somebody else had the connection. */
const LOST_STATEMENT = ['26000', '42P05'];
/** What it says of one whose table has got another column meanwhile. */
const CHANGED_RESULT = '0A000';
const TRANSACTION_FAILED = '25P02';

/** Prepares statements under their names, and sees to it that a connection that does not answer is used no more. */
function watch(connection: Connection, names: StatementNames | null): void {
  const query = connection.query.bind(connection);
  const send = (statement: Statement | string, answered: Answered) =>
    query(statement, (error, result) => {
      // The driver gives up the statement and not the connection, on which others would wait behind it.
      if (error?.message === 'Query read timeout') connection.__knex__disposed = error;
      answered(error, result);
    });
  connection.query = (statement, answered) => {
    if (!names || typeof statement === 'string' || !statement.values?.length) return send(statement, answered);
    const name = names.nameOf(statement.text);
    if (name === null) return send(statement, answered);
    send({ ...statement, name }, (error, result) => {
      const isLost = LOST_STATEMENT.includes(error?.code ?? '');
      if (!isLost && error?.code !== CHANGED_RESULT) return answered(error, result);
      if (isLost) names.giveUp();
      else connection.__knex__disposed = error;
      // Nothing was done: outside of a transaction, it can be done now.
      send(statement, (again, second) => answered(again?.code === TRANSACTION_FAILED ? error : again, second));
    });
  };
}
