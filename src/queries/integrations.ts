import type { Knex } from 'knex';
import { readerOf, type Values } from '../database/reader.js';
import { allRights, type Right, type Rights } from './permissions.js';
import { QueryError } from './query-error.js';

export interface IntegrationRef {
  readonly id: number;
  readonly path_name: string;
}

export interface IntegrationState extends IntegrationRef {
  readonly active: boolean;
  readonly http_api: boolean;
  readonly run_async: boolean;
  /** Changes with every change of the integration or of any part of it. */
  readonly last_saved: string;
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
  /** What decides whether and how it can be run; null when there is no such integration. */
  state(id: number): Promise<IntegrationState | null>;
  /**
   * Those on which the user holds any right, in the order of their names; all of them for a superuser. With `name`, those whose
   * name has that in it, in whatever case.
   */
  list(
    userId: number,
    page: { active_only: boolean; limit: number; cursor?: string | undefined; name?: string | undefined },
  ): Promise<IntegrationList>;
  /** The names that have `part` in them, in whatever case, of those on which the user holds the right; any right when it is null. */
  names(userId: number, wanted: { part: string; right: Right | null; limit: number }): Promise<string[]>;
}

export function integrationQueries(db: Knex): IntegrationQueries {
  const read = readerOf(db);
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

    async state(id) {
      const columns = ['id', 'path_name', 'active', 'http_api', 'run_async', 'last_saved'];
      return (await db('integrations').where({ id }).first(columns)) ?? null;
    },

    async list(userId, { active_only, limit, cursor, name = '' }) {
      const sql = listSql({ activeOnly: active_only, after: cursor !== undefined, named: name !== '' });
      const after = cursor === undefined ? '' : decodeCursor(cursor);
      const rows = await read(sql, { userId, after, part: patternOf(name), limit: limit + 1 });
      const integrations = rows.slice(0, limit).map(listed);
      const last = integrations.at(-1);
      const isAll = cursor === undefined && rows.length <= limit;
      return {
        total: isAll ? rows.length : await countOf(named(visible(db, userId, active_only), name)),
        integrations,
        next_cursor: rows.length > limit && last ? encodeCursor(last.path_name) : null,
      };
    },

    names(userId, { part, right, limit }) {
      const query = named(visible(db, userId, false), part);
      if (right) query.where(`h.${right}`, 1);
      return query.orderBy('i.path_name').limit(limit).pluck('i.path_name');
    },
  };
}

const MAX_ID = 2 ** 31 - 1;

/** What was granted to the user, to the user's groups, and by being a superuser: a row for each of these. */
const GRANTED = `(
    select integration_id, "read", "write", "execute", "debug" from integration_permissions where user_id = :userId
    union all
    select integration_id, "read", "write", "execute", "debug" from group_integration_permissions
      where group_id in (select group_id from group_members where user_id = :userId)
    union all
    select id, true, true, true, true from integrations
      where exists (select 1 from users where id = :userId and is_superuser)
  ) as granted`;

const ANY = '"read" or "write" or "execute" or "debug"';
const TOGETHER = allRights.map((right) => `max(case when "${right}" then 1 else 0 end) as "${right}"`).join(', ');

/** Each integration with what was granted, taken together. */
const VISIBLE = `integrations as i join (
  select integration_id, ${TOGETHER} from ${GRANTED} where ${ANY} group by integration_id
) as h on h.integration_id = i.id`;

interface ListQuestion {
  readonly activeOnly: boolean;
  readonly after: boolean;
  readonly named: boolean;
}

/** The same as a page of `VISIBLE`, grouped in the order of the page: SQLite sorts once instead of three times. */
const listSql = ({ activeOnly, after, named }: ListQuestion): string => `
  select i.id, i.path_name, i.description, i.active, i.http_api, i.run_async, i.last_saved, ${TOGETHER}
  from ${GRANTED} join integrations as i on i.id = granted.integration_id
  where (${ANY})${activeOnly ? ' and i.active' : ''}${after ? ' and i.path_name > :after' : ''}${
    named ? " and lower(i.path_name) like lower(:part) escape '\\'" : ''
  }
  group by i.path_name, i.id order by i.path_name limit :limit`;

function visible(db: Knex, userId: number, activeOnly: boolean): Knex.QueryBuilder {
  const query = db.from(db.raw(VISIBLE, { userId }));
  return activeOnly ? query.where('i.active', true) : query;
}

function named(query: Knex.QueryBuilder, part: string): Knex.QueryBuilder {
  if (part === '') return query;
  return query.whereRaw("lower(i.path_name) like lower(?) escape '\\'", [patternOf(part)]);
}

/** PostgreSQL knows no text with a NUL in it, and so no such name. */
const patternOf = (part: string): string => `%${part.replaceAll('\0', '\ufffd').replace(/[\\%_]/g, '\\$&')}%`;

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.count({ total: '*' });
  return row.total;
}

function listed(row: Values): ListedIntegration {
  const [id, path_name, description, active, http_api, run_async, last_saved, read, write, execute, debug] = row;
  const permissions = {
    read: Boolean(read),
    write: Boolean(write),
    execute: Boolean(execute),
    debug: Boolean(debug),
  };
  return {
    id: id as number,
    path_name: path_name as string,
    description: description as string | null,
    active: Boolean(active),
    http_api: Boolean(http_api),
    run_async: Boolean(run_async),
    last_saved: last_saved as string,
    permissions,
  };
}

const encodeCursor = (pathName: string): string => Buffer.from(pathName).toString('base64url');

function decodeCursor(cursor: string): string {
  const pathName = Buffer.from(cursor, 'base64url').toString();
  if (encodeCursor(pathName) === cursor && !pathName.includes('\0')) return pathName;
  throw new QueryError('invalid_arguments', 'cursor: this is no next_cursor of an earlier answer.');
}
