import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@modelcontextprotocol/client';
import { certificates } from '../adapters/certificate-files.js';
import { createClient, REDIRECT, Visitor } from '../oauth/flow.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { describedAs, ERAS, OAuthHost } from './oauth-host.js';
import { type Running, start } from './process.js';

const list = async (client: Client) => {
  const { isError, content } = await client.callTool({ name: 'list_integrations', arguments: {} });
  assert(!isError, JSON.stringify(content));
};

describe('the version 2 client with an OAuth provider of its own', () => {
  describe('at a gateway where clients may register themselves', () => {
    let gateway: TestGateway;
    let visitor: Visitor;
    before(async () => {
      gateway = await startTestGateway('', { GATEWAY_CLIENT_REGISTRATION: 'localhost' });
      visitor = await Visitor.of(gateway, (await gateway.user('ann')).id);
    });
    after(() => gateway.stop());

    for (const era of ERAS) {
      it(`signs in with what an administrator gave it, and refreshes its token (${era})`, async () => {
        const { id, secret } = await createClient(gateway);
        const known = { client_id: id, client_secret: secret as string, issuer: gateway.url };
        const visit = async (address: string) => {
          const end = await visitor.follow(address);
          assert('away' in end, 'nobody is asked');
          return end.away;
        };
        const host = new OAuthHost({ era, redirect: REDIRECT, known, visit });
        await host.run(gateway.mcpUrl, list);
        assert.equal(host.visited.length, 1);
        const { access_token, ...rest } = host.kept ?? {};
        assert(access_token);
        host.kept = { ...rest, access_token: 'expired' } as typeof host.kept;
        await host.run(gateway.mcpUrl, list);
        assert.notEqual(host.kept?.access_token, access_token);
        assert.equal(host.visited.length, 1);
      });

      it(`registers itself, and its user is asked (${era})`, async () => {
        const host = new OAuthHost({ era, redirect: REDIRECT, visit: (address) => visitor.allow(address) });
        await host.run(gateway.mcpUrl, list);
        assert(host.information?.client_id);
        assert.equal(host.visited.length, 1);
      });

      it(`asks for more when a call needs it (${era})`, async () => {
        const { id, secret } = await createClient(gateway);
        const known = { client_id: id, client_secret: secret as string, issuer: gateway.url };
        const host = new OAuthHost({
          era,
          redirect: REDIRECT,
          known,
          visit: async (address) => {
            const url = new URL(address);
            // The first time it asks for little.
            if (host.visited.length === 1) url.searchParams.set('scope', 'read');
            const end = await visitor.follow(url.href);
            assert('away' in end);
            return end.away;
          },
        });
        await host.run(gateway.mcpUrl, list);
        assert.equal(host.kept?.scope, 'read');
        await host.run(gateway.mcpUrl, async (client) => {
          const { isError, content } = await client.callTool({
            name: 'execute_integration',
            arguments: { integration_name: 'Nothing', payload: {} },
          });
          assert(isError);
          assert.match(JSON.stringify(content), /not_found/);
        });
        assert.equal(host.visited.length, 2);
        assert.match(host.kept?.scope ?? '', /execute/);
        assert.match(host.kept?.scope ?? '', /read/);
      });
    }
  });

  describe('that is described at an address', function described() {
    // A process has to start: what it trusts is decided then.
    this.timeout(60_000);
    let dataDir: string;
    let running: Running;
    let mcpUrl: string;
    let visitor: Visitor;
    const documents = createServer(certificates.server, (request, response) => {
      const client_id = `https://${request.headers.host}${request.url}`;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ client_id, ...describedAs(REDIRECT) }));
    });
    let port: number;
    before(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'gateway-described-'));
      await new Promise<void>((resolve) => documents.listen(0, '127.0.0.1', resolve));
      port = (documents.address() as AddressInfo).port;
      running = start(['serve'], {
        PORT: '0',
        GATEWAY_DATA_DIR: dataDir,
        GATEWAY_LOG_LEVEL: 'error',
        GATEWAY_CLIENT_METADATA: 'localhost',
        GATEWAY_ALLOWED_HOSTS: `localhost:${port}`,
        NODE_EXTRA_CA_CERTS: fileURLToPath(new URL('../adapters/certificates/ca.pem', import.meta.url)),
      });
      const printed = await running.printed(/password +\S+\n/);
      mcpUrl = /MCP address: (\S+)/.exec(printed)?.[1] as string;
      visitor = new Visitor(new URL(mcpUrl).origin);
      const page = await visitor.follow('/sign-in');
      assert('page' in page);
      const password = /^ {2}password +(\S+)/m.exec(printed)?.[1] as string;
      await visitor.submit(page.page, '/sign-in', { name: 'admin', password });
    });
    after(async () => {
      running?.child.kill();
      await running?.finished;
      documents.close();
      documents.closeAllConnections();
      await rm(dataDir, { recursive: true, force: true });
    });

    for (const era of ERAS) {
      it(`is known by that, and its user is asked (${era})`, async () => {
        const metadataUrl = `https://localhost:${port}/${era}.json`;
        const host = new OAuthHost({
          era,
          redirect: REDIRECT,
          metadataUrl,
          visit: (address) => visitor.allow(address),
        });
        await host.run(mcpUrl, list);
        assert.equal(host.information?.client_id, metadataUrl);
        assert.equal(host.visited.length, 1);
      });
    }
  });
});
