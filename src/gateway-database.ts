import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openDatabase } from './database/connection.js';
import { migrate } from './database/migrate.js';
import { waitForDatabase } from './database/wait.js';
import { refuseUnfinishedCopy } from './queries/unfinished-copy.js';

/** No question of a request may take so long; what goes over all of a table is asked in parts. */
const STATEMENT_TIMEOUT_MS = 60_000;

/** For requests: more at once than a process with one thread can serve would only wait in PostgreSQL instead of here. */
const WEB_CONNECTIONS = 10;
/** A job asks the database in between, and calls other systems most of the time. */
const JOBS_A_CONNECTION = 2;
const FEWEST_CONNECTIONS = 4;

/** How many connections a process needs, but for those over which it listens and takes jobs. */
function usualPoolSize({ role, jobsAtOnce }: Config): number {
  const forJobs = role === 'web' ? 0 : Math.ceil(jobsAtOnce / JOBS_A_CONNECTION);
  return Math.max(FEWEST_CONNECTIONS, forJobs + (role === 'worker' ? 0 : WEB_CONNECTIONS));
}

/** Opens the database of a gateway that serves, as soon as it answers, and brings it up to date. */
export async function openGatewayDatabase(config: Config, log: Logger): Promise<ReturnType<typeof openDatabase>> {
  const db = openDatabase({
    url: config.databaseUrl,
    poolSize: config.poolSize ?? usualPoolSize(config),
    prepares: config.prepares,
    applicationName: `integration-gateway ${config.role} ${hostname()}:${process.pid}`,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    await waitForDatabase(db, (error) => log.warn({ err: error }, 'the database does not answer yet; waiting for it'));
    await migrate(db);
    await refuseUnfinishedCopy(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
