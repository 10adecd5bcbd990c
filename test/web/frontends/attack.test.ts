import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { Frontends } from '../../../src/frontends/frontends.js';
import { startTestGateway, type TestGateway } from '../../e2e/gateway.js';
import { browser, requireBrowser } from '../browser.js';
import { asBrowser } from './as-browser.js';

const SCRIPT = readFileSync('test/web/frontends/attack-script.js', 'utf8');
const NAMES = [...SCRIPT.matchAll(/^ {2}(?:'([^']+)'|(\w+)): /gm)].map((match) => match[1] ?? match[2]);

/** Somebody who may make frontends, and nothing else, and a superuser who opens one. */
describe('A frontend that a superuser opens', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let context: BrowserContext;
  let page: Page;
  let secret: string;
  let token: string;
  before(async function start() {
    requireBrowser(this);
    gateway = await startTestGateway();
    const { queries, url } = gateway;
    const root = await gateway.user('root', 'superuser');
    const { id } = root;
    token = root.token;
    await runnable('redirect', 'POST', "output.status = 307; output.headers.Location = '/groups'", id);
    await runnable('away', 'GET', "output.status = 302; output.headers.Location = '/tokens'", id);
    await runnable('hello', 'GET', "output.payload = 'hello'", id);
    const frontends = new Frontends({ queries, now: () => new Date(), publicUrl: url, projectDir: '.' });
    await frontends.create('Victim');
    const evil = await frontends.create('Evil');
    await frontends.putFile(evil, 'script.js', Buffer.from(SCRIPT));
    secret = await new WebSessions(queries, () => new Date()).begin(id);
    context = await (await browser()).newContext({ baseURL: url });
    await context.addCookies([{ name: 'session', value: secret, url }]);
    page = await context.newPage();
    await page.goto('/frontends/evil/');
    await page.waitForFunction('window.attacks');
  });
  after(async () => {
    await context?.close();
    await gateway?.stop();
  });

  async function runnable(name: string, method: 'GET' | 'POST', before_hook: string, userId: number) {
    const about = { integrationId: null, name, userId, now: new Date(), signal: new AbortController().signal };
    await gateway.queries.components.write({ integration: { http_api: true, before_hook } }, about);
    await gateway.endpoint(name, { prefix: 'rest', method, path: name });
  }

  const attempt = (name: string): Promise<string> =>
    page.evaluate(async (name) => {
      const { attacks } = window as unknown as { attacks: Record<string, () => Promise<unknown>> };
      try {
        return `got ${String(await attacks[name]?.())}`;
      } catch (error) {
        return `refused: ${(error as Error).message}`;
      }
    }, name);

  it('tries a lot', async () => {
    const all = await page.evaluate(() => Object.keys((window as unknown as { attacks: object }).attacks));
    assert(all.length > 45, String(all.length));
    assert.deepEqual(all.slice(0, NAMES.length), NAMES);
  });

  for (const name of NAMES) {
    it(`gets nothing by ${name}`, async () => assert.match(await attempt(name as string), /^refused: /));
  }

  it('gets hold of nothing in a window', async () => {
    const all = await page.evaluate(() => Object.keys((window as unknown as { attacks: object }).attacks));
    // One after another: the browser opens only so many without anybody having clicked.
    for (const name of all.slice(NAMES.length)) {
      const result = await attempt(name);
      assert.match(result, /^refused: (cut off|not run|Failed to fetch|.*cross-origin frame)/, `${name}: ${result}`);
      for (const other of context.pages()) if (other !== page) await other.close();
    }
  });

  it('has changed nothing', async () => {
    assert.deepEqual(await gateway.queries.groups.list(), []);
    assert.equal(new URL(page.url()).pathname, '/frontends/evil/');
  });

  it('is the only one for whom an integration does not redirect', async () => {
    const address = `${gateway.url}/rest/away`;
    const cookie = `session=${secret}`;
    const script = await asBrowser(address, { headers: { cookie, 'sec-fetch-mode': 'cors' } });
    assert.deepEqual([script.status, (await script.json()).code], [500, 'invalid_answer']);
    assert.equal((await asBrowser(address, { headers: { cookie } })).status, 500);
    const person = await asBrowser(address, { headers: { cookie, 'sec-fetch-mode': 'navigate' } });
    assert.deepEqual([person.status, person.headers.get('location')], [302, '/tokens']);
    const system = await asBrowser(address, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(system.status, 302);
  });

  it('does what it is for', async () => {
    const answer = await page.evaluate(async () => {
      const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? '';
      const run = await fetch('/integrations/execute/hello', { method: 'POST', headers: { 'X-CSRFToken': token } });
      const own = await fetch('styles.css');
      return [await run.json(), own.status, (await fetch('/rest/hello')).status];
    });
    assert.deepEqual(answer, ['hello', 200, 200]);
  });
});
