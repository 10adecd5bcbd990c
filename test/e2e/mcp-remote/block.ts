import { clientBlocks } from '../../../src/web/pages/mcp-tools/client-blocks.js';
import type { Client } from '../../oauth/flow.js';

/**
 * The arguments for mcp-remote as the block for Claude Desktop has them, with another port for coming back: tests may run beside
 * a client.
 */
export function argumentsFor(mcpUrl: string, client: Client, port: number): string[] {
  const blocks = clientBlocks({ mcpUrl, clientId: client.id, secret: client.secret as string, selfService: false });
  const text = blocks.find(({ id }) => id === 'claude-desktop')?.text as string;
  const [, , address = '', , ...flags]: string[] = JSON.parse(text).mcpServers['IG-MCP'].args;
  return [address, String(port), ...flags];
}
