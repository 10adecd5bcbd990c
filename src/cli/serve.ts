import { Command } from 'commander';
import type { Config } from '../config.js';
import { firstStart, type Secrets } from '../first-start.js';
import { startGateway } from '../main.js';

export function serveCommand(config: () => Config): Command {
  return new Command('serve').description('start the gateway').action(async () => {
    const gateway = await startGateway(config());
    stopOnSignal(gateway.stop);
    const secrets = await firstStart(gateway.queries, new Date()).catch(async (error) => {
      // Else it would listen on, though the command has failed.
      await gateway.stop();
      throw error;
    });
    console.log(welcome(gateway.mcpUrl, secrets));
  });
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks a second time does not want to wait.
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error('gateway: could not stop in order:', error);
          process.exit(1);
        },
      );
    });
  }
}

function welcome(mcpUrl: string, secrets: Secrets | null): string {
  const lines = [`The Integration Gateway is ready. MCP address: ${mcpUrl}`];
  if (secrets) {
    lines.push(
      '',
      'An administrator was made. This is shown once; keep it:',
      `  user       ${secrets.username}`,
      `  password   ${secrets.password}`,
      `  API token  ${secrets.token}`,
      `             (valid until ${secrets.tokenExpires.toISOString().slice(0, 10)})`,
    );
  } else lines.push('', 'For a new API token: npx gateway token create --user NAME');
  lines.push(
    '',
    'Paste this into the configuration of an MCP client (Claude Desktop, for example):',
    clientConfig(mcpUrl, secrets?.token ?? 'YOUR_API_TOKEN'),
  );
  return lines.join('\n');
}

/**
 * The token goes through the environment, because some clients break an argument that holds a space, as a header must
 * (mcp-remote's own advice).
 */
function clientConfig(mcpUrl: string, token: string): string {
  const args = ['-y', 'mcp-remote@0.1.29', mcpUrl, '--transport', 'http-only', '--header', 'Authorization:${IG_TOKEN}'];
  // mcp-remote speaks plain HTTP to this machine alone, unless it is told to.
  const { protocol, hostname } = new URL(mcpUrl);
  if (protocol === 'http:' && hostname !== 'localhost' && hostname !== '127.0.0.1') args.push('--allow-http');
  const server = { command: 'npx', args, env: { IG_TOKEN: `Bearer ${token}` } };
  return JSON.stringify({ mcpServers: { 'IG-MCP': server } }, null, 2);
}
