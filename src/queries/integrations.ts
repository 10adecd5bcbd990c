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
  const reader = readerOf(db);

  /** Where a user's rights can come from. Most users are in no group, and superusers need none. */
  async function sourceOf(userId: number): Promise<RightsSource> {
    if (!reader.isNear) return 'anywhere';
    const [found] = await reader.rows(SOURCE, { userId });
    const [isSuperuser, isMember] = found ?? [];
    return isSuperuser ? 'all' : isMember ? 'anywhere' : 'own';
  }

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
      const after = cursor === undefined ? '' : decodeCursor(cursor);
      const source = await sourceOf(userId);
      const sql = listSql({ source, activeOnly: active_only, after: cursor !== undefined, named: name !== '' });
      const rows = await reader.rows(sql, { userId, after, part: name && patternOf(name), limit: limit + 1 });
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

const RIGHTS = allRights.map((right) => `"${right}"`).join(', ');
const ANY = allRights.map((right) => `"${right}"`).join(' or ');
const TOGETHER = allRights.map((right) => `max(case when "${right}" then 1 else 0 end) as "${right}"`).join(', ');

const OWN = `select integration_id, ${RIGHTS} from integration_permissions where user_id = :userId`;
const OF_GROUPS = `select integration_id, ${RIGHTS} from group_integration_permissions
  where group_id in (select group_id from group_members where user_id = :userId)`;
const ALL = `select id as integration_id, ${allRights.map((right) => `true as "${right}"`).join(', ')} from integrations`;
const OF_SUPERUSER = `${ALL} where exists (select 1 from users where id = :userId and is_superuser)`;

/** Each integration with what was granted to the user, to the user's groups, and by being a superuser, taken together. */
const VISIBLE = `integrations as i join (
  select integration_id, ${TOGETHER} from (${OWN} union all ${OF_GROUPS} union all ${OF_SUPERUSER}) as granted
  where ${ANY} group by integration_id
) as h on h.integration_id = i.id`;

type RightsSource = 'own' | 'all' | 'anywhere';

const SOURCE = `select is_superuser, exists (select 1 from group_members where user_id = :userId)
  from users where id = :userId`;

/** The same integrations and rights for a user of whom it is known where rights can come from. */
const FROM: Readonly<Record<RightsSource, string>> = {
  own: `(${OWN}) as h join integrations as i on i.id = h.integration_id and (${ANY})`,
  all: `(${ALL}) as h join integrations as i on i.id = h.integration_id`,
  anywhere: VISIBLE,
};

interface ListQuestion {
  readonly source: RightsSource;
  readonly activeOnly: boolean;
  readonly after: boolean;
  readonly named: boolean;
}

const listSql = ({ source, activeOnly, after, named }: ListQuestion): string => `
  select i.id, i.path_name, i.description, i.active, i.http_api, i.run_async, i.last_saved, ${RIGHTS}
  from ${FROM[source]}
  where 1 = 1${activeOnly ? ' and i.active' : ''}${after ? ' and i.path_name > :after' : ''}${
    named ? " and lower(i.path_name) like lower(:part) escape '\\'" : ''
  }
  order by i.path_name limit :limit`;

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
