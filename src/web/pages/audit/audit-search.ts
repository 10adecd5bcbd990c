import type { AuditFilter } from '../../../queries/audit.js';
import type { Visit } from '../../visit.js';

/** The fields of the filter form, as they were typed; they stand in the address, so that what is found can be shared. */
export const AUDIT_FIELDS = ['user', 'tool', 'outcome', 'from', 'to'] as const;

export type AuditFields = Readonly<Record<(typeof AUDIT_FIELDS)[number], string>>;

export interface AuditSearch {
  readonly fields: AuditFields;
  readonly problems: Partial<Record<keyof AuditFields, string>>;
  /** Of the visitor's own calls alone, but for a superuser. */
  readonly filter: AuditFilter;
}

const DAY_MS = 24 * 3_600_000;

export function auditSearch({ query, user }: Pick<Visit, 'query' | 'user'>): AuditSearch {
  const typed = Object.fromEntries(AUDIT_FIELDS.map((name) => [name, (query.get(name) ?? '').trim()]));
  const fields = typed as AuditFields;
  const [from, to] = [startOf(fields.from), startOf(fields.to)];
  const problem = 'A date, such as 2026-11-22.';
  return {
    fields,
    problems: { ...(from === null && { from: problem }), ...(to === null && { to: problem }) },
    filter: {
      ...(user.superuser ? fields.user && { username: fields.user } : { userId: user.id }),
      ...(fields.tool && { tool: fields.tool }),
      ...(fields.outcome && { outcome: fields.outcome }),
      ...(from && { from }),
      ...(to && { to: new Date(to.getTime() + DAY_MS) }),
    },
  };
}

/** The start of a day in UTC; undefined for nothing, null for what is no date. */
function startOf(text: string): Date | null | undefined {
  if (text === '') return undefined;
  const at = /^[12]\d{3}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : null;
  // A day that a month does not have becomes one of the next.
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? at : null;
}

/** The address of the same search, with what else it is to hold. */
export function auditAddress(path: string, fields: AuditFields, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...fields, ...more });
  for (const name of AUDIT_FIELDS) if (fields[name] === '') query.delete(name);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
