import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { answerFrom } from './answer.js';
import { listenAndTell } from './listening.js';
import { definitionsOf } from './tools.js';

/** Version 2 of the SDK with its low-level server, which checks no arguments and no answers. Arguments as for the gateway. */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const answer = await answerFrom(databaseFile);
const tools = await definitionsOf(registryFile);

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'sdk', version: '0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }) as never);
  server.setRequestHandler('tools/call', answer as never);
  return server;
});
const serve = toNodeHandler(handler);
listenAndTell((request, response) => void serve(request, response));
