/**
 * The names of all boolean columns. SQLite keeps a boolean as 0 or 1; by these names its rows get true and false back, also
 * where a query computes a column of such a name. No column of another type may bear one of them: a test compares with what
 * PostgreSQL says of its tables.
 */
export const booleanColumns: ReadonlySet<string> = new Set([
  'abort_after_execute_request_failure',
  'abort_on_failure',
  'active',
  'all_scopes',
  'case_sensitive',
  'debug',
  'email_digests',
  'email_on_failure',
  'email_on_success',
  'execute',
  'failed',
  'gone',
  'http_api',
  'input_masked',
  'is_service_account',
  'is_staff',
  'is_superuser',
  'nullable',
  'payloads_stored',
  'read',
  'registered',
  'resolved',
  'run_async',
  'skip_authorization',
  'skip_execute_if_no_sub_requests',
  'store_payload_in_run_history',
  'store_run_history',
  'use_default_to_value',
  'validation_enabled',
  'write',
]);

type Row = Record<string, unknown>;

/** Turns 0 and 1 into booleans, in place, in what Knex hands on of a SQLite answer: rows, one row, or anything else. */
export function withBooleans(answer: unknown): unknown {
  const rows = (Array.isArray(answer) ? answer : [answer]) as Row[];
  const first = rows[0];
  if (typeof first !== 'object' || first === null) return answer;
  const columns = Object.keys(first).filter((column) => booleanColumns.has(column));
  if (columns.length === 0) return answer;
  for (const row of rows) {
    for (const column of columns) {
      const value = row[column];
      if (typeof value === 'number') row[column] = value !== 0;
    }
  }
  return answer;
}
