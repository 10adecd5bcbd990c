import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import type { Registry } from '../../src/mcp/registry.js';
import { benchDatabase } from './database.js';
import { reportTo } from './report-cpu.js';

/*
 * The SDK as its documentation shows it: createMcpHandler with an McpServer that registers every tool, and the same SQL in the
 * tool that is called. No token, permission, limit or audit. Arguments as for the gateway.
 */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const { registry } = (await import(pathToFileURL(registryFile).href)) as { registry: Registry };
const { queries, userId } = await benchDatabase(databaseFile);

const tools = registry.tools.map(({ definition }) => ({
  ...definition,
  inputSchema: fromJsonSchema<Record<string, never>>(definition.inputSchema),
  outputSchema: definition.outputSchema && fromJsonSchema(definition.outputSchema),
}));
const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'sdk', version: '0' });
  for (const { name, ...tool } of tools) {
    server.registerTool(name, tool as never, async () => {
      const { next_cursor: _, ...page } = await queries.integrations.list(userId, { active_only: false, limit: 50 });
      return { content: [{ type: 'text', text: JSON.stringify(page) }], structuredContent: page as never };
    });
  }
  return server;
});
const serve = toNodeHandler(handler);
const server = createServer((request, response) => void serve(request, response));
server.listen(0, '127.0.0.1', () => {
  reportTo(process, `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp#none`);
});
