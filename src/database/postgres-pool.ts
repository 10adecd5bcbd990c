import { createRequire } from 'node:module';
import type pg from 'pg';

/** A pool of connections beside Knex's, for a library that wants one. Connections that break are replaced when they are needed. */
export function openPool(connectionString: string, max: number): pg.Pool {
  // Who has SQLite does not load it.
  const { Pool } = createRequire(import.meta.url)('pg') as typeof pg;
  const pool = new Pool({ connectionString, max, application_name: 'integration-gateway queue' });
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => void client.on('error', ignore));
  return pool;
}
