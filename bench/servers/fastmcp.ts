import { z } from 'zod';
import { answerFrom } from './answer.js';
import { freePort, tell } from './listening.js';
import { definitionsOf } from './tools.js';

/** fastmcp with sessions or stateless. Arguments: as for the gateway, and `sessions` or `stateless`. */
const [registryFile, databaseFile, mode] = process.argv.slice(2) as [string, string, 'sessions' | 'stateless'];
const answer = await answerFrom(databaseFile);

// The benches' own dependencies are not there for the compiler.
const { FastMCP } = await import('fastmcp' as string);
const server = new FastMCP({ name: 'fastmcp', version: '0.0.0' });
for (const { name, description, inputSchema, outputSchema } of await definitionsOf(registryFile))
  server.addTool({
    name,
    description,
    parameters: z.fromJSONSchema(inputSchema),
    ...(outputSchema && { outputSchema: z.fromJSONSchema(outputSchema) }),
    execute: answer,
  });
const port = await freePort();
const httpStream = { host: '127.0.0.1', port, stateless: mode === 'stateless' };
await server.start({ transportType: 'httpStream', httpStream });
tell(`http://127.0.0.1:${port}/mcp`);
