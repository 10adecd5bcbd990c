import { answerFrom } from './answer.js';
import { freePort, tell } from './listening.js';
import { definitionsOf } from './tools.js';

/** mcp-framework, which has sessions alone over HTTP. Arguments as for the gateway. */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const answer = await answerFrom(databaseFile);

// The benches' own dependencies are not there for the compiler.
const { MCPServer, MCPTool } = await import('mcp-framework' as string);
const port = await freePort();
const server = new MCPServer({
  name: 'mcp-framework',
  version: '0.0.0',
  basePath: import.meta.dirname,
  transport: { type: 'http-stream', options: { port, host: '127.0.0.1' } },
});
for (const definition of await definitionsOf(registryFile))
  server.addTool(
    class extends MCPTool {
      name = definition.name;
      description = definition.description;
      // It reads the schemas of its own copy of Zod alone; the calls have no arguments.
      schema = {};
      execute = async () => (await answer()).structuredContent;
    },
  );
void server.start();
tell(`http://127.0.0.1:${port}/mcp`);
