import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { Frontends } from '../../../src/frontends/frontends.js';
import { startTestGateway, type TestGateway } from '../../e2e/gateway.js';
import { browser, requireBrowser } from '../browser.js';

/** The pages of an intranet beside the gateway, which show frontends in a frame. */
describe('A frontend in a page of another site', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let intranet: Server;
  let port: number;
  let frontends: Frontends;
  let context: BrowserContext;
  before(async function start() {
    requireBrowser(this);
    gateway = await startTestGateway();
    const { queries, url } = gateway;
    intranet = createServer(({ url: path }, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><iframe src="${url}/frontends${path}/"></iframe>`);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => intranet.once('listening', resolve));
    port = (intranet.address() as AddressInfo).port;
    frontends = new Frontends({ queries, now: () => new Date(), publicUrl: url, projectDir: '.' });
    await frontends.create('Allowed', [`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
    await frontends.create('Closed');
    context = await (await browser()).newContext();
  });
  after(async () => {
    await context?.close();
    intranet?.close();
    intranet?.closeAllConnections();
    await gateway?.stop();
  });

  /** What stands in the frame; null when the browser has blocked it. */
  async function framed(address: string): Promise<string | null> {
    const page = await context.newPage();
    await page.goto(address);
    const shown = await page.frameLocator('iframe').locator('h1').first().innerText();
    const link = (await page.frameLocator('iframe').getByRole('link', { name: 'Sign in in a tab' }).count()) > 0;
    await page.close();
    return /is blocked/.test(shown) ? null : `${shown}${link ? ', with a link to sign in' : ''}`;
  }

  it('asks nobody for a password, and leads to a tab of its own', async () => {
    assert.equal(await framed(`http://localhost:${port}/allowed`), 'Allowed, with a link to sign in');
  });

  it('works where the page belongs to the same site, and is signed out elsewhere', async () => {
    const { id } = await gateway.user('teller', 'standard');
    const value = await new WebSessions(gateway.queries, () => new Date()).begin(id);
    await context.addCookies([{ name: 'session', value, url: gateway.url, sameSite: 'Lax', httpOnly: true }]);
    assert.equal(await framed(`http://localhost:${port}/allowed`), 'Allowed');
    assert.equal(await framed(`http://127.0.0.1:${port}/allowed`), 'Allowed, with a link to sign in');
  });

  it('is not shown where nobody allowed it', async () => {
    assert.equal(await framed(`http://localhost:${port}/closed`), null);
    const { id } = await frontends.find('allowed');
    await frontends.change(id, { domains: ['https://intranet.example.com'] });
    assert.equal(await framed(`http://localhost:${port}/allowed`), null);
  });
});
