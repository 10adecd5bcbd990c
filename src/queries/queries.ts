import type { Knex } from 'knex';
import { isShared } from '../database/shared.js';
import { takeTurn } from '../database/turn.js';
import { type AccessReportQueries, accessReportQueries } from './access-report.js';
import { type AdapterConfigQueries, adapterConfigQueries } from './adapter-configs.js';
import { type AdminQueries, adminQueries } from './admin.js';
import { type AdminLogQueries, adminLogQueries } from './admin-log.js';
import { type AuditQueries, auditQueries } from './audit.js';
import { type ComponentQueries, componentQueries } from './component-queries.js';
import { type CustomAdapterQueries, customAdapterQueries } from './custom-adapters.js';
import { type EndpointQueries, endpointQueries } from './endpoints.js';
import { type FrontendQueries, frontendQueries } from './frontends.js';
import { type GroupQueries, groupQueries } from './groups.js';
import { type IdempotencyQueries, idempotencyQueries } from './idempotency.js';
import { type IntegrationViewQueries, integrationViewQueries } from './integration-views.js';
import { type IntegrationQueries, integrationQueries } from './integrations.js';
import { type InvitationQueries, invitationQueries } from './invitations.js';
import { JobNews } from './job-news.js';
import { type JobQueries, jobQueries } from './jobs.js';
import { type KeyCheckQueries, keyCheckQueries } from './key-check.js';
import { type LocalJobQueries, localJobQueries } from './local-jobs.js';
import { type McpToolQueries, mcpToolQueries } from './mcp-tools.js';
import { type OAuthApplicationQueries, oauthApplicationQueries } from './oauth-applications.js';
import { type OAuthArtifactQueries, oauthArtifactQueries } from './oauth-artifacts.js';
import { type OAuthKeyQueries, oauthKeyQueries } from './oauth-keys.js';
import { type OrganizationQueries, organizationQueries } from './organizations.js';
import { type PermissionLogQueries, permissionLogQueries } from './permission-log.js';
import { type PermissionQueries, permissionQueries } from './permissions.js';
import { type ProcessQueries, processQueries } from './processes.js';
import { type QueuedRunQueries, queuedRunQueries } from './queued-runs.js';
import { type RateBucketQueries, rateBucketQueries } from './rate-buckets.js';
import { type RunChartQueries, runChartQueries } from './run-chart.js';
import { type RunHistoryQueries, runHistoryQueries } from './run-history.js';
import { type RunInputQueries, runInputQueries } from './run-input.js';
import { type RunRelativeQueries, runRelativeQueries } from './run-relatives.js';
import { type RetentionQueries, retentionQueries } from './run-retention.js';
import { type RunnableQueries, runnableQueries } from './runnables.js';
import { type RunQueries, runQueries } from './runs.js';
import { type ScheduleQueries, scheduleQueries } from './schedules.js';
import { type SealedColumnQueries, sealedColumnQueries } from './sealed-columns.js';
import { type SharedModuleQueries, sharedModuleQueries } from './shared-modules.js';
import { type TagQueries, tagQueries } from './tags.js';
import { type TokenQueries, tokenQueries } from './tokens.js';
import { type UserPermissionQueries, userPermissionQueries } from './user-permissions.js';
import { type UserQueries, userQueries } from './users.js';
import { type VaultQueries, vaultQueries } from './vaults.js';
import { type WebSessionQueries, webSessionQueries } from './web-sessions.js';

/** Everything that can be asked of the database. */
export interface Queries {
  readonly integrations: IntegrationQueries;
  readonly integrationViews: IntegrationViewQueries;
  readonly components: ComponentQueries;
  readonly tags: TagQueries;
  readonly users: UserQueries;
  readonly userPermissions: UserPermissionQueries;
  readonly groups: GroupQueries;
  readonly organizations: OrganizationQueries;
  readonly invitations: InvitationQueries;
  readonly tokens: TokenQueries;
  readonly oauthApplications: OAuthApplicationQueries;
  readonly oauthArtifacts: OAuthArtifactQueries;
  readonly oauthKeys: OAuthKeyQueries;
  readonly webSessions: WebSessionQueries;
  readonly permissions: PermissionQueries;
  readonly permissionLog: PermissionLogQueries;
  readonly accessReport: AccessReportQueries;
  readonly audit: AuditQueries;
  readonly admin: AdminQueries;
  readonly adminLog: AdminLogQueries;
  readonly runnables: RunnableQueries;
  readonly runs: RunQueries;
  readonly runHistory: RunHistoryQueries;
  readonly runChart: RunChartQueries;
  readonly runRelatives: RunRelativeQueries;
  readonly retention: RetentionQueries;
  readonly processes: ProcessQueries;
  readonly adapterConfigs: AdapterConfigQueries;
  readonly customAdapters: CustomAdapterQueries;
  readonly sealedColumns: SealedColumnQueries;
  readonly keyCheck: KeyCheckQueries;
  readonly vaults: VaultQueries;
  readonly sharedModules: SharedModuleQueries;
  readonly queuedRuns: QueuedRunQueries;
  readonly jobs: JobQueries;
  /** The jobs of SQLite, for the process that does them. */
  readonly localJobs: LocalJobQueries;
  readonly jobNews: JobNews;
  readonly schedules: ScheduleQueries;
  readonly endpoints: EndpointQueries;
  readonly idempotency: IdempotencyQueries;
  readonly frontends: FrontendQueries;
  readonly mcpTools: McpToolQueries;
  readonly runInput: RunInputQueries;
  /** Null where each process counts for itself: no other one works on the same database. */
  readonly rateBuckets: RateBucketQueries | null;
  /** Gives the work queries of one transaction: all that it writes is written, or nothing. */
  atomically<T>(work: (inside: Queries) => Promise<T>): Promise<T>;
  /** The same, and of many processes on one database that say so at once, one works at a time: what a first start makes is made once. */
  inTurn<T>(work: (inside: Queries) => Promise<T>): Promise<T>;
}

export function createQueries(db: Knex, jobNews = new JobNews()): Queries {
  return {
    integrations: integrationQueries(db),
    integrationViews: integrationViewQueries(db),
    components: componentQueries(db),
    tags: tagQueries(db),
    users: userQueries(db),
    userPermissions: userPermissionQueries(db),
    groups: groupQueries(db),
    organizations: organizationQueries(db),
    invitations: invitationQueries(db),
    tokens: tokenQueries(db),
    oauthApplications: oauthApplicationQueries(db),
    oauthArtifacts: oauthArtifactQueries(db),
    oauthKeys: oauthKeyQueries(db),
    webSessions: webSessionQueries(db),
    permissions: permissionQueries(db),
    permissionLog: permissionLogQueries(db),
    accessReport: accessReportQueries(db),
    audit: auditQueries(db),
    admin: adminQueries(db),
    adminLog: adminLogQueries(db),
    runnables: runnableQueries(db),
    runs: runQueries(db),
    runHistory: runHistoryQueries(db),
    runChart: runChartQueries(db),
    runRelatives: runRelativeQueries(db),
    retention: retentionQueries(db),
    processes: processQueries(db),
    adapterConfigs: adapterConfigQueries(db),
    customAdapters: customAdapterQueries(db),
    sealedColumns: sealedColumnQueries(db),
    keyCheck: keyCheckQueries(db),
    vaults: vaultQueries(db),
    sharedModules: sharedModuleQueries(db),
    queuedRuns: queuedRunQueries(db, jobNews),
    jobs: jobQueries(db, jobNews),
    localJobs: localJobQueries(db),
    jobNews,
    schedules: scheduleQueries(db, jobNews),
    endpoints: endpointQueries(db),
    idempotency: idempotencyQueries(db),
    frontends: frontendQueries(db),
    mcpTools: mcpToolQueries(db),
    runInput: runInputQueries(db),
    rateBuckets: isShared(db) ? rateBucketQueries(db) : null,
    atomically: (work) => db.transaction((trx) => work(createQueries(trx, jobNews))),
    inTurn: (work) =>
      db.transaction(async (trx) => {
        await takeTurn(trx);
        return work(createQueries(trx, jobNews));
      }),
  };
}
