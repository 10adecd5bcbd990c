import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { cellsOfTool, fieldsOf, type McpToolFields, readMcpTool } from './mcp-tool-row.js';
import { allRights } from './permissions.js';

export interface McpToolOfIntegration extends McpToolFields {
  readonly integration_id: number;
  readonly path_name: string;
}

export interface McpToolQueries {
  /** The tool of an integration; null when it has none. */
  of(integrationId: number): Promise<McpToolFields | null>;
  /** The id of an integration's tool; null when it has none. */
  idOf(integrationId: number): Promise<number | null>;
  /**
   * A page of the active tools that a user may call: of active integrations on which the user holds execute, directly, through
   * a group, or as a superuser. In the order of the names, after a name.
   */
  callable(userId: number, after: string, limit: number): Promise<McpToolOfIntegration[]>;
  /** The active tool of that name, when the user holds any right on its integration; null for any other. */
  visible(userId: number, name: string): Promise<McpToolOfIntegration | null>;
  /** All of them, in the order of the names. */
  list(): Promise<McpToolOfIntegration[]>;
  /** Gives an integration its tool. Somebody may have been quicker: `has_tool` it, or `name_taken` by another integration. */
  create(integrationId: number, tool: McpToolFields, at: Date): Promise<'created' | 'has_tool' | 'name_taken'>;
}

const SHOWN = [
  'tool.name',
  'tool.description',
  'tool.input_schema',
  'tool.active',
  'tool.integration_id',
  'integration.path_name',
];

export function mcpToolQueries(db: Knex): McpToolQueries {
  const tools = () =>
    db('mcp_tools as tool').join('integrations as integration', 'integration.id', 'tool.integration_id');

  /** Narrows to integrations on which a user holds one of these rights. */
  const granted = (query: Knex.QueryBuilder, userId: number, rights: readonly string[]) => {
    const holds = (row: Knex.QueryBuilder) => {
      row.where((any) => {
        for (const right of rights) any.orWhere(right, true);
      });
    };
    return query.where((any) =>
      any
        .whereExists(db('users').select('id').where({ id: userId, is_superuser: true }))
        .orWhereIn(
          'tool.integration_id',
          db('integration_permissions').select('integration_id').where({ user_id: userId }).modify(holds),
        )
        .orWhereIn(
          'tool.integration_id',
          db('group_integration_permissions')
            .select('integration_id')
            .whereIn('group_id', db('group_members').select('group_id').where({ user_id: userId }))
            .modify(holds),
        ),
    );
  };

  return {
    of: (integrationId) => readMcpTool(db, integrationId),
    async idOf(integration_id) {
      const row = await db('mcp_tools').where({ integration_id }).first('id');
      return row?.id ?? null;
    },

    async callable(userId, after, limit) {
      const rows = await granted(tools(), userId, ['execute'])
        .where({ 'tool.active': true, 'integration.active': true })
        .where('tool.name', '>', after)
        .orderBy('tool.name')
        .limit(limit)
        .select(SHOWN);
      return rows.map(shown);
    },

    async visible(userId, name) {
      // PostgreSQL knows no text with a NUL in it.
      if (!/^[\w-]{1,64}$/.test(name)) return null;
      const row = await granted(tools(), userId, allRights)
        .where({ 'tool.active': true, 'tool.name': name })
        .first(SHOWN);
      return row ? shown(row) : null;
    },

    async list() {
      const rows = await tools().orderBy('tool.name').select(SHOWN);
      return rows.map(shown);
    },

    async create(integrationId, tool, at) {
      const now = at.toISOString();
      const row = { ...cellsOfTool(tool), integration_id: integrationId, created_at: now, updated_at: now };
      try {
        // A transaction of its own: PostgreSQL goes on with none in which a statement failed.
        await db.transaction((trx) => trx('mcp_tools').insert(row));
        return 'created';
      } catch (error) {
        if (classify(error) !== 'unique') throw error;
        return (await readMcpTool(db, integrationId)) ? 'has_tool' : 'name_taken';
      }
    },
  };
}

const shown = (row: Parameters<typeof fieldsOf>[0] & { integration_id: number; path_name: string }) => ({
  ...fieldsOf(row),
  integration_id: row.integration_id,
  path_name: row.path_name,
});
