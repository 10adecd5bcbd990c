import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { clientBlocks } from '../../src/web/pages/mcp-tools/client-blocks.js';

const LOCAL = {
  mcpUrl: 'http://localhost:3000/integrations/mcp/',
  clientId: 'app_x-1',
  secret: 'a_b-c',
  selfService: false,
};
const REMOTE = { ...LOCAL, mcpUrl: 'https://gateway.example/integrations/mcp/' };

const START = ['-y', 'mcp-remote@0.1.29'];
const REST = [
  '6545',
  '--transport',
  'http-only',
  '--static-oauth-client-info',
  '{"client_id":"app_x-1","client_secret":"a_b-c"}',
];

const textOf = (settings: typeof LOCAL, id: string) =>
  clientBlocks(settings).find((block) => block.id === id)?.text as string;

/** The words that a shell makes of a command, which it gives to its first word. */
const wordsOf = (command: string): string[] => {
  const script = `claude() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
};

describe('clientBlocks', () => {
  const args = [...START, REMOTE.mcpUrl, ...REST];

  it('gives Claude Desktop and Cursor what mcp-remote needs', () => {
    const want = { mcpServers: { 'IG-MCP': { command: 'npx', args } } };
    for (const id of ['claude-desktop', 'cursor']) assert.deepEqual(JSON.parse(textOf(REMOTE, id)), want);
  });

  it('gives VS Code its own form', () =>
    assert.deepEqual(JSON.parse(textOf(REMOTE, 'vs-code')), {
      servers: { 'IG-MCP': { type: 'stdio', command: 'npx', args } },
    }));

  it('gives any other client plain JSON', () =>
    assert.deepEqual(JSON.parse(textOf(REMOTE, 'json')), { name: 'IG-MCP', command: 'npx', args }));

  it('allows HTTP where the gateway is reached by it', () => {
    const { mcpServers } = JSON.parse(textOf(LOCAL, 'claude-desktop'));
    assert.deepEqual(mcpServers['IG-MCP'].args, [...START, LOCAL.mcpUrl, ...REST, '--allow-http']);
  });

  it('gives Claude Code a command that a shell takes apart as it is meant', () => {
    const words = wordsOf(textOf(REMOTE, 'claude-code'));
    assert.deepEqual(words, ['mcp', 'add', '--scope', 'user', 'IG-MCP', '--', 'npx', ...args]);
  });

  it('quotes what a shell would understand in its own way', () => {
    const secret = `it's $HOME; \`x\` "y" \\ *`;
    const words = wordsOf(textOf({ ...REMOTE, secret }, 'claude-code'));
    assert.equal(JSON.parse(words.at(-1) as string).client_secret, secret);
  });

  const more: [string, { given: boolean; want: string[] }][] = [
    [
      'with credentials',
      {
        given: false,
        want: ['--client-id', 'app_x-1', '--client-secret', '--callback-port', '6545', 'IG-MCP', REMOTE.mcpUrl],
      },
    ],
    ['without any, where clients may make themselves known', { given: true, want: ['IG-MCP', REMOTE.mcpUrl] }],
  ];
  for (const [name, { given, want }] of more) {
    it(`shows Claude Code the way over HTTP ${name}`, () => {
      const block = clientBlocks({ ...REMOTE, selfService: given }).find(({ id }) => id === 'claude-code');
      const words = wordsOf(block?.more[0]?.text as string);
      assert.deepEqual(words, ['mcp', 'add', '--transport', 'http', '--scope', 'user', ...want]);
    });
  }
});
