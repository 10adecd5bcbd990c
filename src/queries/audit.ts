import type { Knex } from 'knex';
import { jsonRows } from '../database/json-rows.js';
import { AuditBuffer } from './audit-buffer.js';

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

/** A call as a person sees it. */
export interface ListedCall extends AuditRow {
  readonly id: number;
  /** The integration's name now; null when there was none, or there is none any more. */
  readonly path_name: string | null;
  /** What the token and the application are called; null as the name of the integration. */
  readonly token_name: string | null;
  readonly application: string | null;
}

/** Which calls are meant; what is left out narrows nothing. */
export interface AuditFilter {
  readonly userId?: number;
  readonly username?: string;
  readonly tool?: string;
  readonly outcome?: string;
  readonly client?: string;
  /** From this moment on. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
}

export interface AuditPage {
  readonly calls: ListedCall[];
  /** The id below which the next page begins; null on the last one. */
  readonly next: number | null;
}

export interface AuditQueries {
  /** Resolves when the row is written. */
  record(row: AuditRow): Promise<void>;
  /** Writes it within 50 ms, together with others; a process that is killed before that takes it along. */
  recordLater(row: AuditRow): Promise<void>;
  /** Writes what is still to be written; whoever reads here need not ask for it. */
  flush(): Promise<void>;
  /** The newest first. */
  latest(count: number): Promise<AuditRow[]>;
  /** A page of calls, the newest first: those below an id, or the very newest. */
  page(filter: AuditFilter, before: number | null, limit: number): Promise<AuditPage>;
}

const COLUMNS = {
  at: 'timestamptz',
  user_id: 'integer',
  username: 'text',
  token_id: 'integer',
  client: 'text',
  tool: 'text',
  action: 'text',
  integration_id: 'integer',
  outcome: 'text',
  request_bytes: 'integer',
  response_bytes: 'integer',
  milliseconds: 'double precision',
} satisfies Record<keyof AuditRow, string>;

export function auditQueries(db: Knex): AuditQueries {
  const columns = Object.keys(COLUMNS).join(', ');
  // A user who was deleted since the call is known by name alone.
  const values = columns.replace('user_id', '(select id from users where id = row.user_id)');
  const insert = `insert into audit_log (${columns}) select ${values} from ${jsonRows(db, COLUMNS)} as row`;
  const buffer = new AuditBuffer<AuditRow>(async (rows) => {
    await db.raw(insert, [JSON.stringify(rows)]);
  });
  return {
    record: (row) => buffer.add(row),
    recordLater: (row) => buffer.addLater(row),
    flush: () => buffer.flush(),
    async latest(count) {
      await buffer.flush();
      return db('audit_log').orderBy('id', 'desc').limit(count);
    },
    async page(filter, before, limit) {
      await buffer.flush();
      const query = whereCall(db('audit_log as call'), filter)
        .leftJoin('integrations as integration', 'integration.id', 'call.integration_id')
        .leftJoin('api_tokens as token', 'token.id', 'call.token_id')
        .leftJoin('oauth_applications as application', 'application.client_id', 'call.client')
        .select('call.*', 'integration.path_name')
        .select('token.name as token_name', 'application.name as application')
        .orderBy('call.id', 'desc')
        .limit(limit + 1);
      if (before !== null) query.where('call.id', '<', before);
      const found: ListedCall[] = await query;
      const calls = found.slice(0, limit);
      return { calls, next: found.length > limit ? (calls.at(-1)?.id ?? null) : null };
    },
  };
}

function whereCall(query: Knex.QueryBuilder, filter: AuditFilter): Knex.QueryBuilder {
  const { userId, from, to } = filter;
  if (userId !== undefined) query.where('call.user_id', userId);
  for (const column of ['username', 'tool', 'outcome', 'client'] as const) {
    const wanted = filter[column];
    // PostgreSQL knows no text with a NUL in it, and so no such call.
    if (wanted?.includes('\0')) query.whereRaw('1 = 0');
    else if (wanted !== undefined) query.where(`call.${column}`, wanted);
  }
  if (from) query.where('call.at', '>=', from.toISOString());
  if (to) query.where('call.at', '<', to.toISOString());
  return query;
}
