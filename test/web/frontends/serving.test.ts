import assert from 'node:assert/strict';
import { csrfTokenOf } from '../../../src/auth/csrf.js';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { Frontends } from '../../../src/frontends/frontends.js';
import { startTestGateway, type TestGateway } from '../../e2e/gateway.js';
import { freePort } from '../../free-port.js';
import { asBrowser } from './as-browser.js';

const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('Frontends are served', function suite() {
  this.timeout(30_000);
  let gateway: TestGateway;
  let secret: string;
  let host: string;
  before(async () => {
    gateway = await startTestGateway();
    host = new URL(gateway.url).host;
    const { queries } = gateway;
    const frontends = new Frontends({ queries, now: () => new Date(), publicUrl: gateway.url, projectDir: '.' });
    const made = await frontends.create('Mock CRM');
    const put = (path: string, content: string | Buffer) =>
      frontends.putFile(made, path, Buffer.from(content as string));
    await put('images/a b.svg', '<svg/>');
    await put('data', 'raw');
    await put('docs/index.html', 'docs');
    await put('logo.png', Buffer.from([0, 1, 0xff]));
    await frontends.create('Framed', ['https://intranet.example.com', 'https://*.example.org']);
    secret = await begin((await gateway.user('teller', 'standard')).id);
  });
  after(() => gateway.stop());

  const begin = (id: number) => new WebSessions(gateway.queries, () => new Date()).begin(id);
  const load = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    asBrowser(gateway.url + path, {
      method,
      headers: { cookie: `session=${secret}`, 'sec-fetch-mode': 'cors', ...headers },
    });
  const going = { accept: HTML, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const framed = { ...going, 'sec-fetch-dest': 'iframe' };
  const nobody = { cookie: '' };

  const files: [path: string, want: [status: number, type: string, body?: string]][] = [
    ['/frontends/mock-crm/script.js', [200, 'text/javascript; charset=utf-8']],
    ['/frontends/mock-crm/styles.css', [200, 'text/css; charset=utf-8']],
    ['/frontends/mock-crm/images/a%20b.svg', [200, 'image/svg+xml; charset=utf-8', '<svg/>']],
    ['/frontends/mock-crm/data', [200, 'application/octet-stream', 'raw']],
    ['/frontends/mock-crm/docs/', [200, 'text/html; charset=utf-8', 'docs']],
    ['/frontends/mock-crm/?a=1&b=%20', [200, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/nope.js', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/customers/12', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/..%2f..%2ftokens', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/%2e%2e%2f%2e%2e%2ftokens', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm//script.js', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/%ff', [404, 'text/html; charset=utf-8']],
    ['/frontends/mock-crm/%00', [400, 'text/html; charset=utf-8']],
    ['/frontends/nope/', [404, 'text/html; charset=utf-8']],
    ['/frontends/%ff/', [404, 'text/html; charset=utf-8']],
  ];
  for (const [path, [status, type, body]] of files) {
    it(`${path} is answered with ${status}`, async () => {
      const response = await load(path);
      assert.deepEqual([response.status, response.headers.get('content-type')], [status, type]);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      if (body !== undefined) assert.equal(await response.text(), body);
    });
  }

  it('as bytes, and what has no known ending as a download', async () => {
    assert.deepEqual(
      [...new Uint8Array(await (await load('/frontends/mock-crm/logo.png')).arrayBuffer())],
      [0, 1, 0xff],
    );
    assert.equal((await load('/frontends/mock-crm/logo.png')).headers.get('content-disposition'), null);
    assert.equal((await load('/frontends/mock-crm/data')).headers.get('content-disposition'), 'attachment');
  });

  it('with a policy that names folders, and not the site', async () => {
    const { headers } = await load('/frontends/mock-crm/');
    const own = `${host}/frontends/mock-crm/`;
    assert.equal(
      headers.get('content-security-policy'),
      [
        "default-src 'none'",
        `script-src ${own}`,
        `style-src ${own} 'unsafe-inline'`,
        `img-src ${own} data: blob:`,
        `font-src ${own} data:`,
        `media-src ${own} data: blob:`,
        `manifest-src ${own}`,
        `connect-src ${own} ${host}/integrations/execute/ ${host}/api/ ${host}/rest/ ${host}/integrations/services/auth/logout`,
        `form-action ${own}`,
        "frame-src 'none'",
        "worker-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(headers.get('cross-origin-embedder-policy'), 'require-corp');
    const svg = await load('/frontends/mock-crm/images/a%20b.svg');
    assert.equal(svg.headers.get('content-security-policy'), headers.get('content-security-policy'));
  });

  it('under each name that the browser may know, and without windows where it does not keep them apart', async () => {
    const name = 'gateway.example.com:8080';
    const port = String(await freePort());
    const lan = await startTestGateway('', { PORT: port, GATEWAY_PUBLIC_URL: `http://${name}` });
    try {
      const { queries } = lan;
      const { id } = await lan.user('teller', 'standard');
      const publicUrl = `http://${name}`;
      await new Frontends({ queries, now: () => new Date(), publicUrl, projectDir: '.' }).create('Mock CRM');
      const cookie = `session=${await new WebSessions(queries, () => new Date()).begin(id)}`;
      const policyAt = async (host: string) => {
        const address = `http://127.0.0.1:${port}/frontends/mock-crm/`;
        return (await asBrowser(address, { headers: { host, cookie } })).headers.get('content-security-policy') ?? '';
      };
      assert.match(
        await policyAt(name),
        /; script-src gateway\.example\.com:8080\/frontends\/mock-crm\/; .*; sandbox allow-scripts /,
      );
      const proxied = 'localhost:3000/frontends/mock-crm/ gateway.example.com:8080/frontends/mock-crm/';
      const policy = await policyAt('localhost:3000');
      assert(policy.includes(`script-src ${proxied};`) && policy.includes('; sandbox '), policy);
      assert.doesNotMatch(policy, /popups/);
    } finally {
      await lan.stop();
    }
  });

  it('to frames of the allowed domains alone', async () => {
    const policy = (await load('/frontends/framed/')).headers.get('content-security-policy');
    assert.match(policy ?? '', /frame-ancestors https:\/\/intranet\.example\.com https:\/\/\*\.example\.org$/);
  });

  it('anew only when they have changed', async () => {
    const first = await load('/frontends/mock-crm/script.js');
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{64}"$/);
    assert.equal(first.headers.get('cache-control'), 'private, no-cache');
    for (const known of [etag, `"x", W/${etag}`, '*']) {
      const again = await load('/frontends/mock-crm/script.js', { 'if-none-match': known });
      assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag]);
    }
    assert.equal((await load('/frontends/mock-crm/script.js', { 'if-none-match': '"x"' })).status, 200);
  });

  it('to HEAD without their content, and to nothing else', async () => {
    const response = await load('/frontends/mock-crm/data', {}, 'HEAD');
    assert.deepEqual([response.status, response.headers.get('content-length'), await response.text()], [200, '3', '']);
    for (const method of ['POST', 'PUT', 'DELETE'])
      assert.equal((await load('/frontends/mock-crm/data', {}, method)).status, 405);
  });

  const elsewhere: [string, string][] = [
    ['/frontends/mock-crm', '/frontends/mock-crm/'],
    ['/frontends/mock-crm?a=1&b=%2F', '/frontends/mock-crm/?a=1&b=%2F'],
    ['/frontends/Mock-CRM/script.js?x', '/frontends/mock-crm/script.js?x'],
    ['/frontends/mock%2Dcrm/script.js', '/frontends/mock-crm/script.js'],
  ];
  for (const [given, want] of elsewhere) {
    it(`from ${want} for ${given}`, async () => {
      const response = await load(given, going);
      assert.deepEqual([response.status, response.headers.get('location')], [308, want]);
    });
  }

  it('as one page whose script shows many, where somebody goes to one of them', async () => {
    const index = await (await load('/frontends/mock-crm/')).text();
    assert.equal(await (await load('/frontends/mock-crm/customers/12?x=1', going)).text(), index);
    assert.equal((await load('/frontends/mock-crm/nope.html', going)).status, 404);
    const withoutHttps = { cookie: `session=${secret}`, accept: HTML, 'sec-fetch-mode': '' };
    assert.equal((await load('/frontends/mock-crm/customers/12', withoutHttps)).status, 200);
  });

  it('to nobody who is not signed in', async () => {
    const page = await load('/frontends/mock-crm/a?b=1&c=2', { ...going, ...nobody });
    assert.equal(page.status, 303);
    assert.equal(page.headers.get('location'), '/sign-in?next=%2Ffrontends%2Fmock-crm%2Fa%3Fb%3D1%26c%3D2');
    for (const path of ['/frontends/mock-crm/', '/frontends/mock-crm/script.js', '/frontends/nope/']) {
      const response = await load(path, nobody);
      assert.deepEqual([response.status, await response.text()], [401, 'Sign in to load this frontend.\n']);
      assert.equal((await load(path, { ...nobody, 'if-none-match': '*' })).status, 401);
    }
  });

  it('in a frame to nobody who is not signed in, who learns how to sign in', async () => {
    const response = await load('/frontends/framed/', { ...framed, ...nobody });
    assert.equal(response.status, 401);
    assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors https:\/\/intranet/);
    const html = await response.text();
    assert.match(html, /<a href="\/frontends\/framed\/" target="_blank" rel="noopener">/);
    assert.doesNotMatch(html, /password|csrf/);
    for (const path of ['/frontends/mock-crm/', '/frontends/nope/'])
      assert.equal((await load(path, { ...framed, ...nobody })).status, 303);
  });

  it('with the cookie that their scripts need', async () => {
    const { headers } = await load('/frontends/mock-crm/');
    assert.match(
      headers.getSetCookie().join('\n'),
      new RegExp(`^csrftoken=${csrfTokenOf(secret)}; Path=/; SameSite=Lax`),
    );
    const whole = { cookie: `session=${secret}; csrftoken=${csrfTokenOf(secret)}` };
    assert.deepEqual((await load('/frontends/mock-crm/', whole)).headers.getSetCookie(), []);
  });

  it('and end their session with POST /integrations/services/auth/logout', async () => {
    const session = await begin((await gateway.user('leaver', 'standard')).id);
    const post = (headers: Record<string, string>) =>
      load('/integrations/services/auth/logout', { cookie: `session=${session}`, ...headers }, 'POST');
    assert.equal((await post({})).status, 403);
    assert.equal((await post({ 'x-csrftoken': 'x' })).status, 403);
    const cookie = { cookie: `session=${session}`, 'sec-fetch-mode': 'navigate' };
    assert.equal((await load('/frontends/mock-crm/', cookie)).status, 200);
    const done = await post({ 'x-csrftoken': csrfTokenOf(session), 'content-type': 'application/json' });
    assert.deepEqual([done.status, await done.json()], [200, { success: true }]);
    assert.equal((await load('/frontends/mock-crm/', cookie)).status, 303);
  });
});
