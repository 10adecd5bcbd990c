import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../free-port.js';
import { type Client, createClient } from '../../oauth/flow.js';
import { browser, requireBrowser } from '../../web/browser.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { Person } from '../person.js';
import { argumentsFor } from './block.js';
import { Machine, type McpRemote, RELEASES } from './mcp-remote.js';

const ANN = { name: 'ann', password: 'right password' };

/** Long enough for a busy machine to answer a call with a token that was just refreshed. */
const SHORT_SECONDS = 6;

const listens = (port: number): Promise<boolean> =>
  fetch(`http://localhost:${port}/`).then(
    () => true,
    () => false,
  );

describe('mcp-remote, as the page of MCP Tools has it started', function mcpRemote() {
  this.timeout(60_000);
  let dataDir: string;
  let gateway: TestGateway;
  let userId: number;
  before(async function start() {
    requireBrowser(this);
    dataDir = await mkdtemp(join(tmpdir(), 'gateway-'));
    gateway = await startTestGateway('', { GATEWAY_DATA_DIR: dataDir });
    userId = (await gateway.user(ANN.name, 'superuser', ANN.password)).id;
  });
  after(async () => {
    await gateway?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  async function restart(env: Record<string, string>): Promise<void> {
    await gateway.stop();
    const { port } = new URL(gateway.url);
    gateway = await startTestGateway('', { GATEWAY_DATA_DIR: dataDir, PORT: port, ...env });
  }

  for (const release of RELEASES) {
    describe(release, () => {
      let machine: Machine;
      let person: Person;
      let client: Client;
      let args: string[];
      /** Where it waits for the browser. */
      let port: number;
      let remote: McpRemote;
      /** How often a person is asked until everything may be done. */
      const visits = release === '0.1.29' ? 1 : 2;
      before(async () => {
        machine = await Machine.withRelease(release);
        person = await Person.with(ANN, await (await browser()).newContext());
        port = await freePort();
        client = await createClient(gateway, {
          redirect_uris: [`http://localhost:${port}/oauth/callback`],
          made_by: userId,
          all_scopes: true,
        });
        args = argumentsFor(gateway.mcpUrl, client, port);
      });
      after(async () => {
        await remote?.stop();
        await person?.page.context().close();
        await machine?.clear();
      });

      const tools = async () => (await remote.client.listTools()).tools.map(({ name }) => name);
      const list = async () => {
        const { isError, content } = await remote.client.callTool({ name: 'list_integrations', arguments: {} });
        assert(!isError, JSON.stringify(content));
      };

      it('is let in by a person who signs in, and may call', async () => {
        remote = machine.start(args);
        const { text } = await person.visit(await remote.address());
        assert.match(text, /Authorization successful|You may close this window/);
        await remote.connected;
        assert.match(remote.said, /Connected to remote server using StreamableHTTPClientTransport/);
        assert((await tools()).includes('list_integrations'));
        await list();
      });

      it('may administer, when its application may', async () => {
        const asked = remote.client.callTool({
          name: 'django_admin',
          arguments: { action: 'get-model', model: 'gateway.User', filters: { username: 'ann' }, fields: ['username'] },
        });
        // The newer one names the scopes that are offered, and comes back for the other one.
        if (visits > 1) {
          const address = await remote.address(visits);
          // It says where to go before it listens for who comes back.
          while (!(await listens(port))) await delay(50);
          await person.visit(address);
        }
        const { isError, content } = await asked;
        assert(!isError, JSON.stringify(content));
      });

      it('hears of a tool that comes while it is connected', async () => {
        const changed = remote.toolsChanged().then(() => true);
        const tool = `book_${release.replace(/\W/g, '_')}`;
        let written = 0;
        // It does not say from when on it listens.
        do {
          const { isError, content } = await remote.client.callTool({
            name: 'write_integration',
            arguments: {
              integration_name: tool,
              create_if_missing: true,
              mcp_tool: { name: tool, description: `Books, ${++written}.`, input_schema: { type: 'object' } },
            },
          });
          assert(!isError, JSON.stringify(content));
        } while (!(await Promise.race([changed, delay(1000, false)])));
        assert((await tools()).includes(tool));
      });

      it('does not notice that the gateway is restarted', async () => {
        await restart({ GATEWAY_ACCESS_TOKEN_SECONDS: String(SHORT_SECONDS) });
        await list();
        assert.equal(remote.asked, visits);
      });

      it('is led back to the browser when what it was given is revoked', async () => {
        await gateway.queries.oauthArtifacts.deleteOfClient(client.id);
        // It is felt within a second.
        await delay(1_000);
        const refused = list();
        refused.catch(() => {});
        await remote.address(visits + 1);
        await remote.stop();
        await assert.rejects(refused);
        remote = machine.start(args);
        // The browser is still signed in.
        await person.visit(await remote.address());
        await remote.connected;
        await list();
      });

      it('refreshes a token that has expired, also for several calls at once and when it starts', async () => {
        await delay(SHORT_SECONDS * 1000);
        await Promise.all([list(), list(), list()]);
        await list();
        assert.equal(remote.asked, 1);
        await remote.stop();
        await delay(SHORT_SECONDS * 1000);
        remote = machine.start(args);
        await remote.connected;
        await list();
        assert.equal(remote.asked, 0);
      });
    });
  }
});
