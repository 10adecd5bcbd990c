/** What a client needs to know to reach this gateway. */
export interface ClientSettings {
  readonly mcpUrl: string;
  readonly clientId: string;
  readonly secret: string;
  /** Whether clients may make themselves known, so that those that speak HTTP need no credentials. */
  readonly selfService: boolean;
}

/** What somebody copies into one client. */
export interface ClientBlock {
  /** For addresses on the page. */
  readonly id: string;
  readonly client: string;
  /** Where the block belongs, and what to do then. */
  readonly place: string;
  readonly text: string;
  /** The ways without mcp-remote. */
  readonly more: readonly { readonly place: string; readonly text: string }[];
}

/** The server's name in every client (domain.md 1.1). */
export const SERVER_NAME = 'IG-MCP';
/** The version that is tested with the gateway. */
export const MCP_REMOTE = 'mcp-remote@0.1.29';
export const CALLBACK_PORT = 6545;

/** The client's own address for coming back, where it speaks HTTP and is given credentials. */
export const CLAUDE_CODE_REDIRECT = `http://localhost:${CALLBACK_PORT}/callback`;

export function clientBlocks(settings: ClientSettings): ClientBlock[] {
  const server = { command: 'npx', args: mcpRemoteArguments(settings) };
  const servers = json({ mcpServers: { [SERVER_NAME]: server } });
  return [
    {
      id: 'claude-desktop',
      client: 'Claude Desktop',
      place:
        'Settings, Developer, Edit config: into claude_desktop_config.json. Then quit Claude Desktop and start it again.',
      text: servers,
      more: [],
    },
    {
      id: 'claude-code',
      client: 'Claude Code',
      place: 'Once, in a terminal. Then /mcp in Claude Code shows the server.',
      text: shellCommand([
        'claude',
        'mcp',
        'add',
        '--scope',
        'user',
        SERVER_NAME,
        '--',
        server.command,
        ...server.args,
      ]),
      more: claudeCodeOverHttp(settings),
    },
    {
      id: 'vs-code',
      client: 'VS Code',
      place:
        'Command palette, “MCP: Open User Configuration”: into mcp.json (or .vscode/mcp.json of a project, without the secret in its repository). Then “Start” above the server.',
      text: json({ servers: { [SERVER_NAME]: { type: 'stdio', ...server } } }),
      more: settings.selfService
        ? [{ place: 'Or without mcp-remote:', text: json({ servers: { [SERVER_NAME]: overHttp(settings) } }) }]
        : [],
    },
    {
      id: 'cursor',
      client: 'Cursor',
      place: 'Into ~/.cursor/mcp.json. Then switch the server on under Settings, MCP.',
      text: servers,
      // By itself it registers an address of a scheme of its own (cursor:), to which codes are not sent.
      more: [],
    },
    {
      id: 'json',
      client: 'Another client',
      place: 'Any client that starts MCP servers by a command: what to start, as plain JSON.',
      text: json({ name: SERVER_NAME, ...server }),
      more: [],
    },
  ];
}

const overHttp = ({ mcpUrl }: ClientSettings) => ({ type: 'http', url: mcpUrl });

/** The port must follow the address directly, and the JSON must hold no space: a shell in between takes it apart there. */
function mcpRemoteArguments({ mcpUrl, clientId, secret }: ClientSettings): string[] {
  const credentials = JSON.stringify({ client_id: clientId, client_secret: secret });
  const transport = ['--transport', 'http-only', '--static-oauth-client-info', credentials];
  return [
    '-y',
    MCP_REMOTE,
    mcpUrl,
    String(CALLBACK_PORT),
    ...transport,
    ...(mcpUrl.startsWith('http:') ? ['--allow-http'] : []),
  ];
}

function claudeCodeOverHttp({ mcpUrl, clientId, selfService }: ClientSettings): ClientBlock['more'] {
  const command = ['claude', 'mcp', 'add', '--transport', 'http', '--scope', 'user'];
  if (selfService)
    return [
      {
        place: 'Or without mcp-remote and without credentials:',
        text: shellCommand([...command, SERVER_NAME, mcpUrl]),
      },
    ];
  const credentials = ['--client-id', clientId, '--client-secret', '--callback-port', String(CALLBACK_PORT)];
  return [
    {
      place: `Or without mcp-remote, once ${CLAUDE_CODE_REDIRECT} is among the redirect addresses of the application. It asks for the secret:`,
      text: shellCommand([...command, ...credentials, SERVER_NAME, mcpUrl]),
    },
  ];
}

const json = (value: object): string => JSON.stringify(value, null, 2);

/** Words for a POSIX shell. */
const shellCommand = (words: readonly string[]): string => words.map(shellWord).join(' ');

const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
