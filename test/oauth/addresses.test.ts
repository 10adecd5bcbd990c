import assert from 'node:assert/strict';
import { WebSessions } from '../../src/auth/web-sessions.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { rawRequest } from './attack.js';
import { authorizationUrl, createClient, pkce } from './flow.js';

const METADATA = '/.well-known/oauth-authorization-server';
const RESOURCE = '/.well-known/oauth-protected-resource';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Where a gateway listens that is reached by another address. */
const portOf = ({ logged }: TestGateway): number =>
  JSON.parse(logged.find((line) => line.includes('"listening"')) ?? '{}').port;

describe('The addresses of the authorization server', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway('', {
      GATEWAY_PUBLIC_URL: 'https://gateway.example',
      GATEWAY_PROXIES: '1',
      GATEWAY_CLIENT_REGISTRATION: 'localhost',
    });
  });
  after(() => gateway.stop());

  /** `fetch` would write the host itself. */
  const send = (path: string, options: Parameters<typeof rawRequest>[2] = {}, host = 'gateway.example') =>
    rawRequest({ url: `http://localhost:${portOf(gateway)}` }, path, {
      ...options,
      headers: { host, ...options.headers },
    });

  const TABLE: [path: string, allowed: string][] = [
    ['/o/authorize/', 'GET, HEAD'],
    ['/o/authorize', 'GET, HEAD'],
    ['/o/token/', 'POST, OPTIONS'],
    ['/o/token', 'POST, OPTIONS'],
    ['/o/revoke/', 'POST, OPTIONS'],
    ['/o/introspect/', 'POST, OPTIONS'],
    ['/o/register/', 'POST'],
    ['/o/jwks/', 'GET, HEAD, OPTIONS'],
    [METADATA, 'GET, HEAD, OPTIONS'],
    ['/.well-known/openid-configuration', 'GET, HEAD, OPTIONS'],
    [RESOURCE, 'GET, HEAD, OPTIONS'],
  ];
  for (const [path, allowed] of TABLE) {
    it(`answers every method in a way that can be read: ${path}`, async () => {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        const { status, headers, text } = await send(path, { method });
        assert(status < 500, `${method} ${status}`);
        if (allowed.split(', ').includes(method)) {
          assert.notEqual(status, 405, method);
          continue;
        }
        assert.equal(status, 405, method);
        assert.equal(headers.allow, allowed);
        if (method !== 'HEAD') assert.equal(JSON.parse(text).error, 'invalid_request');
      }
    });
  }

  const bodies: [name: string, { given: Parameters<typeof rawRequest>[2]; want: number }][] = [
    ['nothing', { given: {}, want: 400 }],
    ['JSON', { given: { headers: { 'content-type': 'application/json' }, body: '{}' }, want: 400 }],
    ['no form', { given: { headers: FORM, body: '%%%=%%%&=&&' }, want: 400 }],
    [
      'every field twice',
      { given: { headers: FORM, body: 'grant_type=a&grant_type=b&client_id=a&client_id=b' }, want: 400 },
    ],
    [
      'fields of the prototype',
      { given: { headers: FORM, body: '__proto__=x&constructor=y&client_id=__proto__' }, want: 401 },
    ],
    ['a NUL', { given: { headers: FORM, body: 'grant_type=refresh_token&client_id=%00' }, want: 401 }],
    ['ten megabytes', { given: { headers: FORM, body: `code=${'x'.repeat(10 * 1024 * 1024)}` }, want: 400 }],
    [
      'a wrong Authorization header',
      { given: { headers: { ...FORM, authorization: 'Basic %%%' }, body: 'grant_type=x' }, want: 400 },
    ],
    [
      'a wrong encoding',
      { given: { headers: { ...FORM, authorization: `Basic ${btoa('%zz:%zz')}` }, body: 'grant_type=x' }, want: 400 },
    ],
    [
      'compressed bytes',
      { given: { headers: { ...FORM, 'content-encoding': 'gzip' }, body: 'grant_type=x' }, want: 400 },
    ],
  ];
  for (const [name, { given, want }] of bodies) {
    it(`answer a POST of ${name} with JSON that says what is wrong`, async () => {
      for (const path of ['/o/token/', '/o/revoke/', '/o/introspect/']) {
        const { status, text, headers } = await send(path, { ...given, method: 'POST' });
        assert.equal(status, want, `${path} ${text}`);
        assert.equal(typeof JSON.parse(text).error, 'string');
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert(!/ at .*\.js|node_modules/.test(text), text);
      }
    });
  }

  const odd = [
    '/o/authorize/x',
    '/o/authorize/x/y',
    '/o/authorize/%00',
    '/o/authorize/%E0%A4%A',
    '/o/authorize/..%2f..%2fo/token/',
    '/o/interaction/%E0%A4%A',
    '/o/interaction/x',
    '/o/token/x',
    '/o//token/',
    '/O/TOKEN/',
    '/o/end/confirm',
    '/o/device/',
    '/o/userinfo/',
    '/me',
    '/token',
    '/.well-known/',
    '/.well-known/oauth-authorization-server/x',
    `${RESOURCE}/../../x`,
    `${RESOURCE}//evil.example`,
    '/.well-known/openid-credential-issuer',
  ];
  for (const path of odd) {
    it(`there is nothing at ${path}, and no more is said`, async () => {
      for (const method of ['GET', 'POST']) {
        const { status, text, headers } = await send(path, { method });
        assert(status >= 300 && status < 500, `${method} ${status} ${text}`);
        const to = String(headers.location ?? '/');
        assert(/^\/(?!\/)/.test(to), to);
        assert(!/ at .*\.js|node_modules/.test(text), text);
      }
    });
  }

  it('are named as they are configured, whatever a request says', async () => {
    const attempts: Record<string, string>[] = [
      {},
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
      { forwarded: 'host=evil.example;proto=http' },
      { 'x-original-url': '/evil', 'x-rewrite-url': '/evil' },
    ];
    for (const headers of attempts) {
      for (const host of ['gateway.example', 'gateway.example:8443', 'localhost', '127.0.0.1:1']) {
        for (const path of [METADATA, '/.well-known/openid-configuration', RESOURCE]) {
          const { status, text } = await send(path, { headers }, host);
          assert.equal(status, 200);
          for (const [address] of text.matchAll(/https?:\/\/[^"]+/g)) {
            assert.match(address, /^https:\/\/gateway\.example(\/|$)/);
          }
        }
      }
    }
  });

  it('are not known by another name', async () => {
    const names = [
      'evil.example',
      'gateway.example.evil.example',
      'gateway.example@evil.example',
      'evil.example#gateway.example',
    ];
    for (const host of names) {
      for (const path of [METADATA, RESOURCE, '/o/authorize/?client_id=x', '/o/token/', '/sign-in', '/']) {
        const { status, headers } = await send(path, { method: path === '/o/token/' ? 'POST' : 'GET' }, host);
        assert([400, 403].includes(status), `${host} ${path} ${status}`);
        assert.equal(headers.location, undefined);
      }
    }
  });

  it('are asked with a whole address in the request, and answer as if it were none', async () => {
    const { status, text } = await send(`http://evil.example${METADATA}`);
    assert.equal(status, 200);
    assert.equal(JSON.parse(text).issuer, 'https://gateway.example');
  });

  it('show no page within a page of another site, and run no script of another', async () => {
    const pages = ['/o/authorize/?client_id=x', '/o/interaction/x', '/sign-in', '/nowhere'];
    for (const path of pages) {
      const { headers } = await send(path, { headers: { accept: 'text/html' } });
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /frame-ancestors 'none'/, path);
      assert(!/unsafe-inline|unsafe-eval|\*/.test(policy), policy);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  it('give browsers cookies that nobody else gets', async () => {
    const { headers } = await send('/sign-in');
    const cookies = headers['set-cookie'] as string[];
    const session = cookies.find((cookie) => cookie.startsWith('__Host-session='));
    assert.match(session ?? '', /; HttpOnly; Path=\/; SameSite=Lax; Max-Age=\d+; Secure$/);
    assert(
      cookies.every((cookie) => /; Secure/.test(cookie) && !/Domain/i.test(cookie)),
      cookies.join('\n'),
    );
    assert.match(String(headers['strict-transport-security']), /max-age=\d+/);
  });

  it('lead from one to the other behind a proxy that ends TLS, with cookies that go nowhere else', async () => {
    const { id } = await gateway.user('bob', 'staff');
    const secret = await new WebSessions(gateway.queries, () => new Date()).begin(id);
    const client = await createClient(gateway);
    const asked = new URL(authorizationUrl(gateway, client, pkce()));
    let path = asked.pathname + asked.search;
    const cookies = new Map([['__Host-session', secret]]);
    for (let hop = 0; hop < 5; hop++) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const { status, headers, text } = await send(path, { headers: { cookie } });
      assert.equal(status, 303, text);
      for (const line of headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (name.startsWith('oauth_')) assert.match(line, /; secure/i);
        cookies.set(name, value);
      }
      const to = new URL(String(headers.location), 'https://gateway.example');
      if (to.origin === 'http://localhost:6545') {
        assert.equal(to.searchParams.get('iss'), 'https://gateway.example');
        assert(to.searchParams.has('code'));
        return;
      }
      assert.equal(to.origin, 'https://gateway.example');
      path = to.pathname + to.search;
    }
    assert.fail('it led nowhere');
  });

  it('say nothing to scripts of other sites', async () => {
    const origin = 'https://evil.example';
    const { headers } = await send('/o/token/', { method: 'POST', headers: { ...FORM, origin }, body: 'grant_type=x' });
    assert.equal(headers['access-control-allow-credentials'], undefined);
    const preflight = await send('/o/register/', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.headers['access-control-allow-origin'], undefined);
  });

  const warnings = (network: string) => gateway.logged.filter((line) => line.includes(`"network":"${network}"`));

  it('slow down who guesses a secret, from one address, whatever addresses it claims to come from', async () => {
    const guess = (from: string) =>
      send('/o/token/', {
        method: 'POST',
        headers: { ...FORM, authorization: `Basic ${btoa('x:guess')}`, 'x-forwarded-for': from },
        body: 'grant_type=client_credentials',
      });
    const statuses = await Promise.all(
      Array.from({ length: 110 }, async (_, i) => (await guess(`10.9.9.${i}, 10.7.0.1`)).status),
    );
    assert.equal(statuses.filter((status) => status === 429).length > 0, true);
    assert(statuses.every((status) => [401, 429].includes(status)));
    const refused = await guess('10.7.0.1');
    assert.equal(refused.status, 429);
    assert.match(String(refused.headers['retry-after']), /^\d+$/);
    assert.equal((await guess('10.7.0.2')).status, 401);
    assert.match(warnings('10.7.0.1')[0] ?? '', /too many wrong client secrets; more are refused/);
  });

  it('slow down who begins sign-ins and ends none, but not who is signed in', async () => {
    const client = await createClient(gateway);
    const address = authorizationUrl(gateway, client, pkce());
    const begin = async (from: string, headers = {}) => {
      const { pathname, search } = new URL(address);
      return send(pathname + search, { headers: { 'x-forwarded-for': from, ...headers } });
    };
    const statuses: number[] = [];
    for (let i = 0; i < 320; i++) statuses.push((await begin('10.6.0.1')).status);
    assert(statuses.slice(0, 300).every((status) => status === 303));
    assert(statuses.includes(429));
    const refused = await begin('10.6.0.1');
    assert.equal(refused.status, 429);
    assert.match(String(refused.headers['retry-after']), /^\d+$/);
    assert.match(refused.text, /Wait \d+ seconds?, then start again from the client/);
    assert.equal((await begin('10.6.0.2')).status, 303);
    const ann = (await gateway.user('begins', 'staff')).id;
    const secret = await new WebSessions(gateway.queries, () => new Date()).begin(ann);
    assert.equal((await begin('10.6.0.1', { cookie: `__Host-session=${secret}` })).status, 303);
  });

  it('slow down who guesses a token, on MCP and at the execute door alike', async () => {
    const guess = (path: string, from: string, token = 'guess') =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-forwarded-for': from },
        body: '{}',
      });
    const { token } = await gateway.user('ann', 'staff');
    assert.notEqual((await guess('/mcp', '10.8.0.1', token)).status, 401);
    const statuses: number[] = [];
    for (let i = 0; i < 110; i++) {
      const { status } = await guess(i % 2 ? '/mcp' : '/integrations/execute/x', '10.9.9.9, 10.8.0.1', `guess-${i}`);
      statuses.push(status);
    }
    assert(statuses.slice(0, 100).every((status) => status === 401));
    for (const path of ['/mcp', '/integrations/execute/x']) {
      const refused = await guess(path, '10.8.0.1');
      assert.equal(refused.status, 429, path);
      assert.match(String(refused.headers['retry-after']), /^\d+$/);
      assert.equal((await guess(path, '10.8.0.2')).status, 401);
      // Whoever was let in a short time ago is not locked out by a neighbour.
      assert.notEqual((await guess(path, '10.8.0.1', token)).status, 429);
    }
    const told = warnings('10.8.0.1');
    assert.match(told[0] ?? '', /too many wrong tokens; more are refused/);
    assert(told.length < 10, 'not one a request');
    assert(!gateway.logged.some((line) => line.includes('guess-')));
  });
});
