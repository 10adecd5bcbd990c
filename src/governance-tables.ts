import type { AccessRow } from './queries/access-report.js';
import type { PermissionLogRow } from './queries/permission-log.js';

/** The two governance reports (domain.md 2.6) as tables: on the pages, on the command line and in files alike. */
export const accessReportTable = {
  headings: ['User', 'Organization', 'Integration', 'Granted by', 'Granted on (UTC)', 'Permission type', 'Group'],
  cells: (row: AccessRow): (string | null)[] => [
    row.username,
    row.organization,
    row.path_name,
    row.granted_by ?? 'command line',
    row.granted_at,
    row.type,
    row.group,
  ],
} as const;

export const permissionLogTable = {
  headings: ['User', 'Name', 'Action', 'Type', 'Time (UTC)', 'Rights', 'By'],
  cells: (row: PermissionLogRow): (string | null)[] => [
    row.holder,
    row.name,
    row.action,
    row.type,
    row.at,
    row.rights,
    row.actor ?? 'command line',
  ],
} as const;
