import { download, page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { PageLinks } from '../../parts/page-links.js';
import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { adminLogRoutes } from './admin-log.js';
import { auditCsv } from './audit-csv.js';
import { AuditFilterForm } from './audit-filter-form.js';
import { auditAddress, auditSearch } from './audit-search.js';
import { AuditTable } from './audit-table.js';
import { AuditTabs } from './audit-tabs.js';
import { shownCalls } from './shown-calls.js';

export const AUDIT_LIMITS = { page: 50, csv: 10_000 };

/** Who called which tool with what outcome: superusers see all calls, everybody else their own. */
export function auditRoutes(services: SiteServices): Route[] {
  const { queries, registry } = services;

  async function show(visit: Visit) {
    const { user, query } = visit;
    const search = auditSearch(visit);
    const { fields, filter, problems } = search;
    const isWrong = Object.keys(problems).length > 0;
    const before = placeOf(query.get('before'));
    const { calls, next } = isWrong
      ? { calls: [], next: null }
      : await queries.audit.page(filter, before, AUDIT_LIMITS.page);
    const rows = await shownCalls(services, visit, calls);
    return page(
      'Audit log',
      <>
        <Heading title={user.superuser ? 'Audit log' : 'Audit log of your calls'}>
          {rows.length > 0 && (
            <a class="button quiet small" href={auditAddress('/audit.csv', fields)}>
              Download as CSV
            </a>
          )}
        </Heading>
        {user.superuser && <AuditTabs current="/audit" />}
        <AuditFilterForm search={search} registry={registry} ofOthers={user.superuser} />
        {rows.length === 0 ? (
          <Empty>
            {isWrong
              ? 'Mend the dates above.'
              : Object.values(fields).some(Boolean)
                ? 'No call fits. Ask for less, or reset the search.'
                : 'There are no calls yet. Every call of an MCP tool is written down here, without its arguments.'}
          </Empty>
        ) : (
          <AuditTable label="Calls, the newest first" calls={rows} ofOthers={user.superuser} />
        )}
        {rows.length > 0 && (
          <p class="hint">A file holds the newest {AUDIT_LIMITS.csv.toLocaleString('en')} calls that fit.</p>
        )}
        <PageLinks
          label="Pages of calls"
          words={['Newest', 'Older']}
          before={before === null ? null : auditAddress('/audit', fields)}
          behind={next === null ? null : auditAddress('/audit', fields, { before: String(next) })}
        />
      </>,
      isWrong ? 400 : 200,
    );
  }

  async function csv(visit: Visit) {
    const { calls } = await queries.audit.page(auditSearch(visit).filter, null, AUDIT_LIMITS.csv);
    return download('audit-log.csv', 'text/csv; charset=utf-8', auditCsv(await shownCalls(services, visit, calls)));
  }

  return [get('/audit', 'staff', show), get('/audit.csv', 'staff', csv), ...adminLogRoutes(services)];
}

/** A place that is none is the beginning. */
const placeOf = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : null;
