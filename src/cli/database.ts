import type { Config } from '../config.js';
import { openDatabase } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { notify } from '../database/notify.js';
import { EVENT_CHANNEL, eventText } from '../events/event-text.js';
import { createQueries, type Queries } from '../queries/queries.js';
import { refuseUnfinishedCopy } from '../queries/unfinished-copy.js';

/** A command does one thing after the other. */
const COMMAND_CONNECTIONS = 2;

/** Gives a command the queries of a migrated database, and closes it afterwards. */
export function withDatabase<T>(config: Config, work: (queries: Queries) => Promise<T>): Promise<T> {
  return onDatabase(config, (db) => work(createQueries(db)));
}

/** For what may change somebody's list of tools: gateways that run on the same PostgreSQL tell their clients. */
export function changingTools<T>(config: Config, work: (queries: Queries) => Promise<T>): Promise<T> {
  return onDatabase(config, async (db) => {
    const done = await work(createQueries(db));
    await notify(db, EVENT_CHANNEL, eventText({ from: 'the command line', event: { type: 'tools_changed' } }));
    return done;
  });
}

async function onDatabase<T>(config: Config, work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase({
    url: config.databaseUrl,
    poolSize: COMMAND_CONNECTIONS,
    applicationName: 'integration-gateway command line',
  });
  try {
    await migrate(db);
    await refuseUnfinishedCopy(db);
    return await work(db);
  } finally {
    await db.destroy();
  }
}
