import pg from 'pg';

/** A pool of connections beside Knex's, for a library that wants one. Connections that break are replaced when they are needed. */
export function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, application_name: 'integration-gateway queue' });
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => void client.on('error', ignore));
  return pool;
}
