import type { Knex } from 'knex';

/** What a user-defined tool is (domain.md 1.3), as it is given and shown. */
export interface McpToolFields {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema. */
  readonly input_schema: Readonly<Record<string, unknown>>;
  readonly active: boolean;
}

const FIELDS = ['name', 'description', 'input_schema', 'active'];

/** The tool of an integration; null when it has none. */
export async function readMcpTool(db: Knex, integrationId: number): Promise<McpToolFields | null> {
  const row = await db('mcp_tools').where({ integration_id: integrationId }).first(FIELDS);
  return row ? fieldsOf(row) : null;
}

export const fieldsOf = (row: Omit<McpToolFields, 'input_schema'> & { input_schema: string }): McpToolFields => ({
  name: row.name,
  description: row.description,
  input_schema: JSON.parse(row.input_schema),
  active: row.active,
});

/** The columns of what is to be written. */
export function cellsOfTool({ name, input_schema, ...fields }: Partial<McpToolFields>): Record<string, unknown> {
  return {
    ...fields,
    ...(name !== undefined && { name, lower_name: name.toLowerCase() }),
    ...(input_schema !== undefined && { input_schema: JSON.stringify(input_schema) }),
  };
}
