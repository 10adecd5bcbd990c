import { csv } from '../../../csv.js';
import { accessReportTable, permissionLogTable } from '../../../governance-tables.js';
import type { PermissionLogFilter, PermissionLogRow } from '../../../queries/permission-log.js';
import { download, page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';
import { Heading } from '../../parts/heading.js';
import { PageLinks } from '../../parts/page-links.js';
import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { NumberedPage } from './numbered-page.js';
import { PermissionTable } from './permission-table.js';
import { PermissionTabs } from './permission-tabs.js';
import { ReportTable } from './report-table.js';

export const PERMISSION_LIMITS = {
  /** Lines of one page. */
  page: 100,
  /** How many lines of the log a file is read in, and how many it has at most. */
  csvRead: 5_000,
  csv: 100_000,
};

const CSV = 'text/csv; charset=utf-8';

/** What was granted to whom, as it is, as a report, and as it came to be (domain.md 2.6). */
export function permissionRoutes({ queries }: SiteServices): Route[] {
  async function overview({ query }: Visit) {
    const asked = query.get('integration')?.trim() ?? '';
    const integration = asked === '' ? null : await queries.integrations.find(asked);
    const numbered = new NumberedPage('/permissions', query, PERMISSION_LIMITS.page);
    const isUnknown = asked !== '' && integration === null;
    const filter = integration ? { integrationId: integration.id } : {};
    const grants = isUnknown ? [] : await queries.permissions.list(filter, numbered.range);
    return page(
      'Permissions',
      <>
        <Heading title="Permissions" />
        <PermissionTabs current="/permissions" />
        <FilterForm action="/permissions" label="Permissions">
          <TextField
            name="integration"
            label="Integration"
            value={asked}
            problem={isUnknown ? 'There is no integration of that name.' : undefined}
            autocomplete="off"
          />
        </FilterForm>
        {grants.length === 0 ? (
          <Empty>Nothing was granted. Rights are granted on the pages of users and groups.</Empty>
        ) : (
          <PermissionTable grants={numbered.shown(grants)} />
        )}
        <PageLinks label="Pages of permissions" {...numbered.links(grants)} />
      </>,
    );
  }

  async function report({ query }: Visit) {
    const numbered = new NumberedPage('/permissions/report', query, PERMISSION_LIMITS.page);
    const rows = await queries.accessReport.read(numbered.range);
    return page(
      'Access report',
      <>
        <Heading title="Access report">
          <a class="button quiet small" href="/permissions/report.csv">
            Download as CSV
          </a>
        </Heading>
        <PermissionTabs current="/permissions/report" />
        <p class="prose soft">
          Which active users may execute which integrations, and why. Superusers are not listed: they may execute all.
        </p>
        {rows.length === 0 ? (
          <Empty>No active user but superusers may execute anything.</Empty>
        ) : (
          <ReportTable
            label="Access report"
            headings={accessReportTable.headings}
            rows={numbered.shown(rows).map(accessReportTable.cells)}
          />
        )}
        <PageLinks label="Pages of the report" {...numbered.links(rows)} />
      </>,
    );
  }

  async function log({ query }: Visit) {
    const filter = filterOf(query);
    const found = await queries.permissionLog.list({ ...filter, before: placeOf(query) }, PERMISSION_LIMITS.page + 1);
    const rows = found.slice(0, PERMISSION_LIMITS.page);
    const next = found.length > rows.length ? (rows.at(-1)?.id ?? null) : null;
    return page(
      'Permission log',
      <>
        <Heading title="Permission log">
          <a class="button quiet small" href={addressOf('/permissions/log.csv', filter)}>
            Download as CSV
          </a>
        </Heading>
        <PermissionTabs current="/permissions/log" />
        <FilterForm action="/permissions/log" label="Permission log">
          <TextField name="of" label="User or group" value={filter.holder ?? ''} autocomplete="off" />
        </FilterForm>
        {rows.length === 0 ? (
          <Empty>Nothing has changed. Every grant and every membership that comes or goes is written down here.</Empty>
        ) : (
          <ReportTable
            label="Permission log, the newest first"
            headings={permissionLogTable.headings}
            rows={rows.map(permissionLogTable.cells)}
          />
        )}
        <PageLinks
          label="Pages of the log"
          words={['Newest', 'Older']}
          before={placeOf(query) === null ? null : addressOf('/permissions/log', filter)}
          behind={next === null ? null : addressOf('/permissions/log', filter, next)}
        />
      </>,
    );
  }

  async function reportCsv() {
    const rows = await queries.accessReport.read();
    const { headings, cells } = accessReportTable;
    return download('access-report.csv', CSV, csv([headings, ...rows.map(cells)]));
  }

  async function logCsv({ query }: Visit) {
    const filter = filterOf(query);
    const rows: PermissionLogRow[] = [];
    while (rows.length < PERMISSION_LIMITS.csv) {
      const before = rows.at(-1)?.id ?? null;
      const read = await queries.permissionLog.list({ ...filter, before }, PERMISSION_LIMITS.csvRead);
      rows.push(...read);
      if (read.length < PERMISSION_LIMITS.csvRead) break;
    }
    const { headings, cells } = permissionLogTable;
    return download('permission-log.csv', CSV, csv([headings, ...rows.slice(0, PERMISSION_LIMITS.csv).map(cells)]));
  }

  return [
    get('/permissions', 'staff', overview),
    get('/permissions/report', 'staff', report),
    get('/permissions/report.csv', 'staff', reportCsv),
    get('/permissions/log', 'staff', log),
    get('/permissions/log.csv', 'staff', logCsv),
  ];
}

const filterOf = (query: URLSearchParams): PermissionLogFilter => ({ holder: query.get('of')?.trim() || null });

/** A place that is none is the beginning. */
function placeOf(query: URLSearchParams): number | null {
  const text = query.get('before') ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function addressOf(path: string, { holder }: PermissionLogFilter, before: number | null = null): string {
  const query = new URLSearchParams();
  if (holder) query.set('of', holder);
  if (before !== null) query.set('before', String(before));
  return query.size > 0 ? `${path}?${query}` : path;
}
