import type { Knex } from 'knex';

/** Who called what, on which integration, and how it ended. No arguments are kept. */
export interface AuditRow {
  readonly at: string;
  readonly user_id: number | null;
  readonly username: string;
  readonly token_id: number | null;
  /** The client id of the OAuth application that called for the user. */
  readonly client: string | null;
  readonly tool: string;
  readonly action: string | null;
  readonly integration_id: number | null;
  readonly outcome: string;
  readonly request_bytes: number;
  readonly response_bytes: number;
  readonly milliseconds: number;
}

export interface AuditQueries {
  record(row: AuditRow): Promise<void>;
  /** The newest first. */
  latest(count: number): Promise<AuditRow[]>;
}

export function auditQueries(db: Knex): AuditQueries {
  return {
    async record(row) {
      await db('audit_log').insert(row);
    },
    latest: (count) => db('audit_log').orderBy('id', 'desc').limit(count),
  };
}
