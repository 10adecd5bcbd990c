import type { Config } from '../config.js';
import { openDatabase } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { createQueries, type Queries } from '../queries/queries.js';

/** Gives a command the queries of a migrated database, and closes it afterwards. */
export async function withDatabase<T>(config: Config, work: (queries: Queries) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: config.databaseUrl });
  try {
    await migrate(db);
    return await work(createQueries(db));
  } finally {
    await db.destroy();
  }
}
