export type DatabaseFailure = 'unique' | 'foreign_key' | 'busy' | 'unavailable';

const postgresStates: Readonly<Record<string, DatabaseFailure>> = {
  '23505': 'unique',
  '23503': 'foreign_key',
  '40001': 'busy', // serialization failure
  '40P01': 'busy', // deadlock
  '55P03': 'busy', // lock timeout
  '57014': 'busy', // statement timeout
  '57P01': 'unavailable', // shut down by an administrator
  '57P02': 'unavailable',
  '57P03': 'unavailable', // starting up
  '3D000': 'unavailable', // no such database
  '25006': 'unavailable', // read only, a standby for example
};

const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

const sqliteUnavailable = /^SQLITE_(CANTOPEN|CORRUPT|FULL|IOERR|NOTADB|PERM|READONLY|AUTH|NOLFS)/;
/** What the drivers and the pool say without a code. */
const lostConnection =
  /connection terminated|query read timeout|is not queryable|connection is not open|unable to acquire a connection|timeout expired/i;

/** What went wrong in the database, in the words of neither of them; null for anything else, a mistake in a query included. */
export function classify(error: unknown): DatabaseFailure | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'KnexTimeoutError') return 'busy';
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    const failure = ofSqlite(code) ?? ofPostgres(code);
    if (failure) return failure;
  }
  return lostConnection.test(error.message) ? 'unavailable' : null;
}

function ofSqlite(code: string): DatabaseFailure | null {
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'unique';
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'foreign_key';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  return sqliteUnavailable.test(code) ? 'unavailable' : null;
}

function ofPostgres(code: string): DatabaseFailure | null {
  const failure = postgresStates[code];
  if (failure) return failure;
  // Classes 08 (connection), 28 (authorization) and 53 (out of resources).
  if (/^(08|28|53)[0-9A-Z]{3}$/.test(code)) return 'unavailable';
  return systemCodes.has(code) ? 'unavailable' : null;
}
