import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { MCP_REMOTE } from '../../../src/web/pages/mcp-tools/client-blocks.js';
import { type Trouble, troubles } from '../../../src/web/pages/mcp-tools/troubles.js';
import { certificates } from '../../adapters/certificate-files.js';
import { freePort } from '../../free-port.js';
import { type Client, createClient } from '../../oauth/flow.js';
import { browser, requireBrowser } from '../../web/browser.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { Person } from '../person.js';
import { argumentsFor } from './block.js';
import { Machine, type McpRemote, RELEASES } from './mcp-remote.js';

/** What takes another machine, or is no message. */
const NOT_PROVOKED = ['node-too-old', 'tool-missing'];

/** What somebody sees of a trouble: what mcp-remote says, or what stands in the browser. */
type Provoke = (scene: Scene) => Promise<string>;

interface Scene {
  readonly gateway: TestGateway;
  readonly port: number;
  readonly client: Client;
  readonly ann: Person;
  /** A standard user. */
  readonly sam: Person;
  start(args: readonly string[]): McpRemote;
}

const INFO = '--static-oauth-client-info';
const block = ({ gateway, client, port }: Scene) => argumentsFor(gateway.mcpUrl, client, port);

/** Ends by itself. */
async function saidBy(remote: McpRemote): Promise<string> {
  await remote.connected.catch(() => {});
  return remote.said;
}

const provoked: Record<string, Provoke> = {
  'npx-missing': async () => {
    const transport = new StdioClientTransport({ command: 'npx', env: { PATH: '/nowhere' } });
    return transport.start().then(() => 'it was started', String);
  },
  'credentials-not-json': (scene) =>
    // Without its quotes.
    saidBy(scene.start(block(scene).map((word) => (word.startsWith('{') ? word.replaceAll('"', '') : word)))),
  'no-registration': (scene) => {
    const args = block(scene);
    const at = args.indexOf(INFO);
    return saidBy(scene.start([...args.slice(0, at), `${INFO} ${args[at + 1]}`, ...args.slice(at + 2)]));
  },
  'port-busy': async (scene) => {
    const server = createServer().listen(scene.port);
    try {
      return await saidBy(scene.start(block(scene)));
    } finally {
      server.close();
    }
  },
  'plain-http': (scene) => {
    const [, ...rest] = block(scene).filter((word) => word !== '--allow-http');
    return saidBy(scene.start(['http://gateway.example/integrations/mcp/', ...rest]));
  },
  unreachable: async (scene) => {
    const [, ...rest] = block(scene);
    return saidBy(scene.start([`http://localhost:${await freePort()}/integrations/mcp/`, ...rest]));
  },
  certificate: async (scene) => {
    const server = createTlsServer(certificates.server).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const [, ...rest] = block(scene);
    try {
      return await saidBy(
        scene.start([`https://localhost:${(server.address() as AddressInfo).port}/integrations/mcp/`, ...rest]),
      );
    } finally {
      server.close();
      server.closeAllConnections();
    }
  },
  'unknown-client': async (scene) => {
    const args = argumentsFor(scene.gateway.mcpUrl, { id: 'nobody', secret: 'x' }, scene.port);
    return scene.ann.read(await scene.start(args).address());
  },
  'redirect-mismatch': async (scene) => {
    const args = argumentsFor(scene.gateway.mcpUrl, scene.client, await freePort());
    return scene.ann.read(await scene.start(args).address());
  },
  'access-denied': async (scene) => {
    const client = await createClient(scene.gateway, {
      redirect_uris: redirectsTo(scene.port),
      skip_authorization: false,
    });
    const remote = scene.start(argumentsFor(scene.gateway.mcpUrl, client, scene.port));
    const { url, text } = await scene.ann.visit(await remote.address(), 'Deny');
    return `${url}\n${text}\n${remote.said}`;
  },
  'wrong-secret': async (scene) => {
    const remote = scene.start(argumentsFor(scene.gateway.mcpUrl, { ...scene.client, secret: 'wrong' }, scene.port));
    await scene.ann.visit(await remote.address());
    return saidBy(remote);
  },
  'not-staff': async (scene) => {
    const remote = scene.start(block(scene));
    await scene.sam.visit(await remote.address());
    return saidBy(remote);
  },
  'sign-in-loop': async (scene) => {
    const remote = scene.start(block(scene));
    await scene.ann.visit(await remote.address());
    await remote.connected;
    await scene.gateway.queries.oauthArtifacts.deleteOfClient(scene.client.id);
    remote.client.listTools().catch(() => {});
    await remote.says(/UnauthorizedError/);
    return remote.said;
  },
  'insufficient-scope': async (scene) => {
    const remote = scene.start([...block(scene), '--static-oauth-client-metadata', '{"scope":"read"}']);
    await scene.ann.visit(await remote.address());
    await remote.connected;
    remote.client
      .callTool({ name: 'execute_integration', arguments: { integration_name: 'x', payload: {} } })
      .catch(() => {});
    return remote.says(/insufficient_scope|completing sign-in/);
  },
};

const redirectsTo = (port: number) => [`http://localhost:${port}/oauth/callback`];

describe('what can go wrong with mcp-remote, as the page of MCP Tools has it', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let people: Pick<Scene, 'ann' | 'sam'>;
  before(async function start() {
    requireBrowser(this);
    gateway = await startTestGateway();
    people = { ann: await signedIn('ann', 'superuser'), sam: await signedIn('sam', 'standard') };
  });
  after(async () => {
    for (const { page } of Object.values(people ?? {})) await page.context().close();
    await gateway?.stop();
  });

  async function signedIn(name: string, kind: 'standard' | 'superuser'): Promise<Person> {
    const { id } = await gateway.user(name, kind);
    return Person.signedIn(gateway, id, await (await browser()).newContext());
  }

  it('is all of it provoked here', () => {
    const all = [...Object.keys(provoked), ...NOT_PROVOKED];
    assert.deepEqual(troubles.map(({ id }) => id).sort(), all.sort());
  });

  for (const release of RELEASES) {
    describe(release, () => {
      for (const trouble of troubles) {
        const provoke = provoked[trouble.id];
        const phrases = phrasesOf(trouble, release);
        if (!provoke || phrases.length === 0) continue;
        it(trouble.message, async () => {
          const machine = await Machine.withRelease(release);
          const started: McpRemote[] = [];
          const port = await freePort();
          const client = await createClient(gateway, { redirect_uris: redirectsTo(port) });
          const start = (args: readonly string[]) => {
            const remote = machine.start(args);
            started.push(remote);
            return remote;
          };
          try {
            const shown = await provoke({ ...people, gateway, port, client, start });
            for (const phrase of phrases) {
              const expected = phrase.replace('6545', String(port));
              assert(shown.includes(expected), `${expected}\nis not in:\n${shown}`);
            }
          } finally {
            for (const remote of started) await remote.stop();
            await machine.clear();
          }
        });
      }
    });
  }
});

/** What the page says that this release shows; nothing of a newer one, if that is not said to differ. */
function phrasesOf({ message, where }: Trouble, release: string): string[] {
  if (MCP_REMOTE.endsWith(`@${release}`)) return [message.replace('NAME', 'sam')];
  const [, newer = ''] = /Newer versions (.*)/.exec(where) ?? [];
  return [...newer.matchAll(/“([^”]+)”/g)].map(([, phrase = '']) => phrase);
}
