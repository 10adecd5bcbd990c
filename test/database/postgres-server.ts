import pg from 'pg';

/** The real PostgreSQL that all processes of a test run share. */
export interface PostgresServer {
  url(database: string): string;
  /** Runs one statement that belongs to no database, `CREATE DATABASE` for example. */
  run(statement: string): Promise<void>;
}

let server: Promise<PostgresServer> | undefined;

/** The first call of all starts the server; shared-postgres.ts stops it. */
export function postgresServer(): Promise<PostgresServer> {
  server ??= ask(process.env.TEST_POSTGRES_DOOR);
  return server;
}

async function ask(door: string | undefined): Promise<PostgresServer> {
  if (!door)
    throw new Error('Mocha has not opened the door to PostgreSQL: is test/database/shared-postgres.ts required?');
  const answer = await fetch(door);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const url = (database: string) => text + database;
  return {
    url,
    async run(statement) {
      const client = new pg.Client(url('postgres'));
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
  };
}
