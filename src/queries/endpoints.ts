import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { EndpointPath } from './endpoint-path.js';
import { QueryError } from './query-error.js';

export const PREFIXES = ['api', 'rest'] as const;
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const RESPONSE_CONTENT_TYPES = [
  'application/json',
  'application/html',
  'text/xml',
  'text/html',
  'application/soap+xml',
] as const;

/** An integration as a caller from outside finds it. */
export interface CallableIntegration {
  readonly integration_id: number;
  readonly path_name: string;
  readonly active: boolean;
  readonly http_api: boolean;
  readonly run_async: boolean;
  readonly store_run_history: boolean;
}

/** A web service endpoint (domain.md 3.10). */
export interface NewEndpoint {
  readonly prefix: (typeof PREFIXES)[number];
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly integration_id: number;
  readonly description: string | null;
  readonly response_content_type: (typeof RESPONSE_CONTENT_TYPES)[number];
}

export interface EndpointRow extends NewEndpoint {
  readonly id: number;
  readonly path_name: string;
}

export interface EndpointMatch {
  readonly method: string;
  readonly response_content_type: string;
  /** The values of the path's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly integration: CallableIntegration;
}

export interface EndpointQueries {
  /** The integration of that path name. */
  integration(pathName: string): Promise<CallableIntegration | null>;
  /** The endpoints at an address, of whatever method: for each method the one that fits best. */
  at(prefix: string, segments: readonly string[]): Promise<EndpointMatch[]>;
  list(): Promise<EndpointRow[]>;
  /**
   * Returns the id.
   * @throws QueryError when the path cannot be one, or is taken
   */
  create(endpoint: NewEndpoint): Promise<number>;
  /**
   * Changes what is given, and returns whether there was such an endpoint.
   * @throws QueryError when the path cannot be one, or is taken
   */
  change(id: number, change: Partial<NewEndpoint>): Promise<boolean>;
  /** Returns whether there was such an endpoint. */
  delete(id: number): Promise<boolean>;
}

const CALLABLE = [
  'integration.id as integration_id',
  'integration.path_name',
  'integration.active',
  'integration.http_api',
  'integration.run_async',
  'config.store_run_history',
];

export function endpointQueries(db: Knex): EndpointQueries {
  return {
    async integration(pathName) {
      // PostgreSQL knows no text with a NUL in it, and so no such name.
      if (pathName.includes('\0')) return null;
      const found = await db('integrations as integration')
        .leftJoin('integration_configs as config', 'config.integration_id', 'integration.id')
        .where('integration.path_name', pathName)
        .first(CALLABLE);
      return found ?? null;
    },

    async at(prefix, segments) {
      const path = segments.join('/');
      if (path.includes('\0')) return [];
      const rows: (CallableIntegration & Pick<NewEndpoint, 'method' | 'path' | 'response_content_type'>)[] = await db(
        'web_service_endpoints as endpoint',
      )
        .join('integrations as integration', 'integration.id', 'endpoint.integration_id')
        .leftJoin('integration_configs as config', 'config.integration_id', 'integration.id')
        .where('endpoint.prefix', prefix)
        .where((or) => or.where('endpoint.path', path).orWhere('endpoint.path', 'like', '%{%'))
        .select('endpoint.method', 'endpoint.path', 'endpoint.response_content_type', ...CALLABLE);
      const best = new Map<string, { rank: string; match: EndpointMatch }>();
      for (const { method, path: declared, response_content_type, ...row } of rows) {
        const pattern = new EndpointPath(declared);
        const parameters = pattern.match(segments);
        if (!parameters || pattern.rank >= (best.get(method)?.rank ?? '2')) continue;
        const match = { method, response_content_type, parameters, integration: row };
        best.set(method, { rank: pattern.rank, match });
      }
      return [...best.values()].map(({ match }) => match);
    },

    list: () =>
      db('web_service_endpoints as endpoint')
        .join('integrations as integration', 'integration.id', 'endpoint.integration_id')
        .select('endpoint.id', 'prefix', 'method', 'path', 'integration_id', 'integration.path_name')
        .select('endpoint.description', 'response_content_type')
        .orderBy(['prefix', 'path', 'method']),

    async create(endpoint) {
      const { shape } = new EndpointPath(endpoint.path);
      const [{ id }] = await orTaken(endpoint, () =>
        db.transaction((trx) => trx('web_service_endpoints').insert({ ...endpoint, shape }, ['id'])),
      );
      return id;
    },

    async change(id, change) {
      const before = await db('web_service_endpoints').where({ id }).first('prefix', 'method', 'path');
      if (!before) return false;
      const after = { ...before, ...change };
      const { shape } = new EndpointPath(after.path);
      const changed = await orTaken(after, () =>
        db.transaction((trx) =>
          trx('web_service_endpoints')
            .where({ id })
            .update({ ...change, shape }),
        ),
      );
      return changed > 0;
    },

    delete: async (id) => (await db('web_service_endpoints').where({ id }).delete()) > 0,
  };
}

/** @param write in a transaction of its own: PostgreSQL goes on with none in which a statement failed */
async function orTaken<T>(
  { prefix, method, path }: Pick<NewEndpoint, 'prefix' | 'method' | 'path'>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (classify(error) !== 'unique') throw error;
    throw new QueryError('invalid_arguments', `There is an endpoint ${method} /${prefix}/${path} already.`);
  }
}
