import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import { answerFrom } from './answer.js';
import { listenAndTell } from './listening.js';
import { definitionsOf } from './tools.js';

/*
 * Version 1 of the SDK, with sessions or without, each as its documentation shows it: without, a server is made for every request.
 * Arguments: as for the gateway, and `sessions` or `stateless`.
 */
const [registryFile, databaseFile, mode] = process.argv.slice(2) as [string, string, 'sessions' | 'stateless'];
const answer = await answerFrom(databaseFile);
const tools = (await definitionsOf(registryFile)).map((definition) => ({
  ...definition,
  inputSchema: z.fromJSONSchema(definition.inputSchema),
  outputSchema: definition.outputSchema && z.fromJSONSchema(definition.outputSchema),
}));

function makeServer(): McpServer {
  const server = new McpServer({ name: 'sdk', version: '0' });
  for (const { name, ...tool } of tools) server.registerTool(name, tool as never, answer as never);
  return server;
}

async function serveStateless(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const server = makeServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on('close', () => {
    void transport.close();
    void server.close();
  });
  await server.connect(transport as never);
  await transport.handleRequest(request, response);
}

const sessions = new Map<string, StreamableHTTPServerTransport>();

async function serveSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const known = sessions.get(String(request.headers['mcp-session-id']));
  if (known) return known.handleRequest(request, response);
  const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  await makeServer().connect(transport as never);
  await transport.handleRequest(request, response);
}

const serve = mode === 'sessions' ? serveSession : serveStateless;
listenAndTell((request, response) => void serve(request, response));
