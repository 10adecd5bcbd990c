import assert from 'node:assert/strict';
import { freePort } from '../../free-port.js';
import { browser, requireBrowser } from '../../web/browser.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { Person } from '../person.js';
import { Machine, type McpRemote, RELEASES } from './mcp-remote.js';

describe('mcp-remote without credentials, where clients may register themselves', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let person: Person;
  before(async function start() {
    requireBrowser(this);
    gateway = await startTestGateway('', { GATEWAY_CLIENT_REGISTRATION: 'localhost' });
    const { id } = await gateway.user('ann');
    person = await Person.signedIn(gateway, id, await (await browser()).newContext());
  });
  after(async () => {
    await person?.page.context().close();
    await gateway?.stop();
  });

  for (const release of RELEASES) {
    it(`${release} registers itself, its user is asked, and it may call`, async () => {
      const machine = await Machine.withRelease(release);
      const port = await freePort();
      const args = [gateway.mcpUrl, String(port), '--transport', 'http-only', '--allow-http'];
      let remote: McpRemote | undefined;
      try {
        remote = machine.start(args);
        const { url } = await person.visit(await remote.address(), 'Allow');
        assert.equal(url.origin, `http://localhost:${port}`);
        await remote.connected;
        const { isError } = await remote.client.callTool({ name: 'list_integrations', arguments: {} });
        assert(!isError);
        await remote.stop();
        // What it was given is kept, and nobody is asked again.
        remote = machine.start(args);
        await remote.connected;
        assert.equal(remote.asked, 0);
      } finally {
        await remote?.stop();
        await machine.clear();
      }
    });
  }
});
