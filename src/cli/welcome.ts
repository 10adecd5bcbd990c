import type { Secrets } from '../first-start.js';
import type { Gateway } from '../main.js';

/** What is said once the gateway listens; at the first start, with what is shown once. */
export function welcome(
  { url, mcpUrl }: Pick<Gateway, 'url' | 'mcpUrl'>,
  secrets: Secrets | null,
  mockCoreUrl: string | null,
): string {
  const lines = [`The Integration Gateway is ready: ${url}`, `MCP address: ${mcpUrl}`];
  if (mockCoreUrl) lines.push(`The mock core shows what it receives: ${mockCoreUrl}`);
  if (secrets) {
    lines.push(
      '',
      'An administrator was made. This is shown once; keep it:',
      `  user       ${secrets.username}`,
      `  password   ${secrets.password}`,
      `  API token  ${secrets.token}`,
      `             (for scripts, valid until ${secrets.tokenExpires.toISOString().slice(0, 10)})`,
    );
  }
  lines.push('', `To connect an assistant, sign in at ${url}/mcp-tools and copy the block for it.`);
  return lines.join('\n');
}
