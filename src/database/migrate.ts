import type { Knex } from 'knex';
import { installJobQueue, isJobQueueOutdated } from './job-store.js';
import * as people from './migrations/001-people.js';
import * as integrations from './migrations/002-integrations.js';
import * as components from './migrations/003-components.js';
import * as tagsAndComments from './migrations/004-tags-and-comments.js';
import * as integrationPermissions from './migrations/005-integration-permissions.js';
import * as apiTokens from './migrations/006-api-tokens.js';
import * as auditLog from './migrations/007-audit-log.js';
import * as runs from './migrations/008-runs.js';
import * as adapterConfigs from './migrations/009-adapter-configs.js';
import * as vaults from './migrations/010-vaults.js';
import * as webServiceEndpoints from './migrations/011-web-service-endpoints.js';
import * as idempotentRequests from './migrations/012-idempotent-requests.js';
import * as mcpTools from './migrations/013-mcp-tools.js';
import * as queuedRuns from './migrations/014-queued-runs.js';
import * as userPermissions from './migrations/015-user-permissions.js';
import * as invitations from './migrations/016-invitations.js';
import * as webSessions from './migrations/017-web-sessions.js';
import * as oauth from './migrations/018-oauth.js';
import * as runRetries from './migrations/019-run-retries.js';
import * as customAdapters from './migrations/020-custom-adapters.js';
import * as sharedModules from './migrations/021-shared-modules.js';
import * as frontends from './migrations/022-frontends.js';
import * as adminLog from './migrations/023-admin-log.js';
import * as schedules from './migrations/024-schedules.js';
import * as rateBuckets from './migrations/025-rate-buckets.js';
import * as keyCheck from './migrations/026-key-check.js';
import { takeTurn } from './turn.js';

/** The database holds migrations that this version does not know: to write into it could destroy something. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';

  constructor(readonly unknown: readonly string[]) {
    super(
      'This database was made by a newer version of the gateway: ' +
        `it has been migrated with ${unknown.join(', ')}. Start that version or a later one.`,
    );
  }
}

/** In the order in which they run. A released one is never changed. */
const migrations: Readonly<Record<string, { up(db: Knex): Promise<void> }>> = {
  '001-people': people,
  '002-integrations': integrations,
  '003-components': components,
  '004-tags-and-comments': tagsAndComments,
  '005-integration-permissions': integrationPermissions,
  '006-api-tokens': apiTokens,
  '007-audit-log': auditLog,
  '008-runs': runs,
  '009-adapter-configs': adapterConfigs,
  '010-vaults': vaults,
  '011-web-service-endpoints': webServiceEndpoints,
  '012-idempotent-requests': idempotentRequests,
  '013-mcp-tools': mcpTools,
  '014-queued-runs': queuedRuns,
  '015-user-permissions': userPermissions,
  '016-invitations': invitations,
  '017-web-sessions': webSessions,
  '018-oauth': oauth,
  '019-run-retries': runRetries,
  '020-custom-adapters': customAdapters,
  '021-shared-modules': sharedModules,
  '022-frontends': frontends,
  '023-admin-log': adminLog,
  '024-schedules': schedules,
  '025-rate-buckets': rateBuckets,
  '026-key-check': keyCheck,
};

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(migrations),
  getMigrationName: (name) => name,
  getMigration: async (name) => ({ up: migrations[name]?.up, down: neverDown }) as Knex.Migration,
};

const TABLE = 'migrations';

/**
 * Brings the database up to date, all or nothing, and answers with the names of the migrations that ran.
 * @throws NewerDatabaseError
 */
export async function migrate(db: Knex): Promise<string[]> {
  const pending = await pendingMigrations(db);
  if (pending.length === 0 && !(await isJobQueueOutdated(db))) return [];
  // Knex's own lock is a row that a killed process leaves behind; inside this transaction it goes as it came. And it switches
  // the processing of rows off for good, so it gets a Knex of its own.
  return db.withUserParams({}).transaction(async (trx) => {
    await takeTurn(trx);
    await installJobQueue(trx);
    if ((await pendingMigrations(trx)).length === 0) return [];
    const [, ran] = await trx.migrate.latest({ migrationSource, tableName: TABLE });
    return ran as string[];
  });
}

/**
 * The names of the migrations that `migrate` would run.
 * @throws NewerDatabaseError
 */
export async function pendingMigrations(db: Knex): Promise<string[]> {
  const known = Object.keys(migrations);
  if (!(await db.schema.hasTable(TABLE))) return known;
  const ran: string[] = await db(TABLE).orderBy('id').pluck('name');
  const unknown = ran.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
  return known.filter((name) => !ran.includes(name));
}

async function neverDown(): Promise<void> {
  throw new Error('Migrations only go up. Restore a backup instead.');
}
