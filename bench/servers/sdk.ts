import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { answerFrom } from './answer.js';
import { listenAndTell } from './listening.js';
import { definitionsOf } from './tools.js';

/*
 * Version 2 of the SDK as its documentation shows it: createMcpHandler with an McpServer that registers every tool. No token,
 * permission, limit or audit. Arguments as for the gateway.
 */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const answer = await answerFrom(databaseFile);
const tools = (await definitionsOf(registryFile)).map((definition) => ({
  ...definition,
  inputSchema: fromJsonSchema<Record<string, never>>(definition.inputSchema),
  outputSchema: definition.outputSchema && fromJsonSchema(definition.outputSchema),
}));

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'sdk', version: '0' });
  for (const { name, ...tool } of tools) server.registerTool(name, tool as never, answer as never);
  return server;
});
const serve = toNodeHandler(handler);
listenAndTell((request, response) => void serve(request, response));
