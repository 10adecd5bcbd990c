import type { McpToolItem } from '../../queries/mcp-tool-write.js';
import type { Desk } from '../desk.js';
import type { Values } from '../field.js';
import { model } from '../model.js';

/** Tools that users define, each of which runs one integration (domain.md 1.3). They are part of what `write` allows. */
export const mcpTool = model({
  name: 'gateway.McpTool',
  title: 'MCP tool',
  plural: 'MCP tools',
  description:
    'A tool that runs one integration, for everybody who may execute it. An integration has one at the most. Clients are told when it ' +
    'changes.',
  table: 'mcp_tools',
  called: ({ name }) => String(name),
  fields: {
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that it runs.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    name: {
      type: 'text',
      help: 'What the tool is called; unique, whatever the capitals, and no name of a tool of the gateway.',
      required: true,
      maxLength: 64,
      pattern: { is: /^[A-Za-z0-9_-]{1,64}$/, says: 'has letters, digits, _ and - only' },
      indexed: true,
    },
    description: {
      type: 'text',
      help: 'What it does, for whoever chooses it.',
      required: true,
      maxLength: 4000,
      lines: true,
    },
    input_schema: {
      type: 'json',
      of: 'object',
      help: 'A JSON Schema of the arguments, with `type: object` at the top.',
      required: true,
    },
    active: { type: 'boolean', help: 'Whether it is offered.', default: true },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
  },
  needs: {
    view: { right: 'read', on: 'integration_id' },
    add: { right: 'write', on: 'integration_id' },
    change: { right: 'write', on: 'integration_id' },
    delete: { right: 'write', on: 'integration_id' },
  },
  scopes: { write: 'write' },
  order: ['name'],
  unique: ['integration_id'],
  changesTools: true,

  async create({ integration_id, ...tool }, desk) {
    const integrationId = Number(integration_id);
    const there = await desk.queries.mcpTools.idOf(integrationId);
    if (there !== null)
      desk.refuse('invalid_value', `has a tool already, with the id ${there}; change that.`, 'integration_id');
    await write(integrationId, tool, desk);
    return { id: (await desk.queries.mcpTools.idOf(integrationId)) as number };
  },

  async change({ integration_id }, tool, desk) {
    await write(Number(integration_id), tool, desk);
    return undefined;
  },

  async delete({ integration_id }, desk) {
    await write(Number(integration_id), null, desk);
    return null;
  },
});

/** As write_integration does, which saves the integration. */
async function write(integrationId: number, tool: Values | null, desk: Desk): Promise<void> {
  const { queries, caller, at, signal, services, refuse } = desk;
  const item = tool as McpToolItem;
  const problem = item && (await services.toolProblem(item as Parameters<typeof services.toolProblem>[0]));
  if (problem) refuse('invalid_value', problem.message, problem.field);
  await queries.components.write({ mcp_tool: item }, { integrationId, name: '', userId: caller.id, now: at, signal });
}
