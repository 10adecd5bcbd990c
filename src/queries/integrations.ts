import type { Knex } from 'knex';
import type { Rights } from './permissions.js';
import { QueryError } from './query-error.js';

export interface IntegrationRef {
  readonly id: number;
  readonly path_name: string;
}

export interface ListedIntegration extends IntegrationRef {
  readonly description: string | null;
  readonly active: boolean;
  readonly http_api: boolean;
  readonly run_async: boolean;
  readonly last_saved: string;
  readonly permissions: Rights;
}

export interface IntegrationList {
  /** How many there are on all pages together. */
  readonly total: number;
  readonly integrations: ListedIntegration[];
  /** Where the next page begins; null on the last one. */
  readonly next_cursor: string | null;
}

export interface IntegrationQueries {
  count(): Promise<number>;
  /** The integration of that path name, or else of that id. */
  find(nameOrId: string): Promise<IntegrationRef | null>;
  /** Those on which the user holds any right, in the order of their names; all of them for a superuser. */
  list(
    userId: number,
    page: { active_only: boolean; limit: number; cursor?: string | undefined },
  ): Promise<IntegrationList>;
}

export function integrationQueries(db: Knex): IntegrationQueries {
  return {
    async count() {
      const [row] = await db('integrations').count({ count: '*' });
      return Number(row?.count);
    },

    async find(nameOrId) {
      const path_name = nameOrId.trim();
      // PostgreSQL knows no text with a NUL in it, and so no such name.
      if (path_name.includes('\0')) return null;
      const query = db('integrations').select('id', 'path_name').where({ path_name });
      const id = /^\d{1,10}$/.test(path_name) ? Number(path_name) : 0;
      if (id > 0 && id <= MAX_ID) query.orWhere({ id });
      const found: IntegrationRef[] = await query;
      return found.find((integration) => integration.path_name === path_name) ?? found[0] ?? null;
    },

    async list(userId, { active_only, limit, cursor }) {
      const after = cursor === undefined ? null : decodeCursor(cursor);
      const rows: VisibleRow[] = await visiblePage(db, userId, active_only, after).limit(limit + 1);
      const integrations = rows.slice(0, limit).map(listed);
      const last = integrations.at(-1);
      return {
        total: rows[0]?.total ?? (after === null ? 0 : await visibleTotal(db, userId, active_only)),
        integrations,
        next_cursor: rows.length > limit && last ? encodeCursor(last.path_name) : null,
      };
    },
  };
}

const MAX_ID = 2 ** 31 - 1;

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;
type VisibleRow = Omit<ListedIntegration, 'permissions'> & Rights & { total: number };

/** What was granted to the user, to the user's groups, and by being a superuser: all of it as rows of the same columns. */
const GRANTED = `
  select integration_id, "read", "write", "execute", "debug" from integration_permissions where user_id = :userId
  union all
  select integration_id, "read", "write", "execute", "debug" from group_integration_permissions
    where group_id in (select group_id from group_members where user_id = :userId)
  union all
  select id, true, true, true, true from integrations
    where exists (select 1 from users where id = :userId and is_superuser)`;

const HELD = `
  select integration_id, ${RIGHTS.map((right) => `max(case when "${right}" then 1 else 0 end) = 1 as "${right}"`).join(', ')}
  from granted where "read" or "write" or "execute" or "debug" group by integration_id`;

function visible(db: Knex, userId: number, activeOnly: boolean): Knex.QueryBuilder {
  const integrations = db('integrations as i').join('held as h', 'h.integration_id', 'i.id');
  if (activeOnly) integrations.where('i.active', true);
  return db
    .with('granted', db.raw(GRANTED, { userId }))
    .with('held', db.raw(HELD))
    .with('visible', integrations.select(SHOWN));
}

const SHOWN = [
  'i.id',
  'i.path_name',
  'i.description',
  'i.active',
  'i.http_api',
  'i.run_async',
  'i.last_saved',
  ...RIGHTS.map((right) => `h.${right}`),
];

function visiblePage(db: Knex, userId: number, activeOnly: boolean, after: string | null): Knex.QueryBuilder {
  const page = visible(db, userId, activeOnly).from('visible').orderBy('path_name');
  if (after !== null) page.where('path_name', '>', after);
  return page.select('*', db.raw('(select count(*) from visible) as total'));
}

async function visibleTotal(db: Knex, userId: number, activeOnly: boolean): Promise<number> {
  const [row] = await visible(db, userId, activeOnly).from('visible').count({ total: '*' });
  return row.total;
}

function listed({ read, write, execute, debug, total, ...integration }: VisibleRow): ListedIntegration {
  return { ...integration, permissions: { read, write, execute, debug } };
}

const encodeCursor = (pathName: string): string => Buffer.from(pathName).toString('base64url');

function decodeCursor(cursor: string): string {
  const pathName = Buffer.from(cursor, 'base64url').toString();
  if (encodeCursor(pathName) === cursor && !pathName.includes('\0')) return pathName;
  throw new QueryError('invalid_arguments', 'cursor: this is no next_cursor of an earlier answer.');
}
