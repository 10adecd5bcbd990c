import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { pino } from 'pino';
import { WebSessions } from '../../src/auth/web-sessions.js';
import { createOutlet } from '../../src/network/create-outlet.js';
import type { Address, Outlet } from '../../src/network/outlet.js';
import { createAuthorizationServer } from '../../src/oauth/authorization-server.js';
import { loadOAuthKeys } from '../../src/oauth/keys.js';
import { Resource } from '../../src/oauth/resource.js';
import { certificates } from '../adapters/certificate-files.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { authorizationUrl, pkce } from './flow.js';

const LOCAL = 'http://localhost:6545/oauth/callback';
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the names of the tests resolve to. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'good.example': ['127.0.0.1'],
  'unlisted.example': ['127.0.0.1'],
  'loopback.inside.example': ['127.0.0.1'],
  'loopback6.inside.example': ['::1'],
  'mapped.inside.example': ['::ffff:127.0.0.1'],
  'private.inside.example': ['10.0.0.1'],
  'metadata.inside.example': ['169.254.169.254'],
  'mixed.inside.example': ['93.184.216.34', '10.0.0.1'],
};

const lookup = async (host: string): Promise<readonly Address[]> =>
  (ADDRESSES[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

describe('A client that is described at an address', () => {
  let gateway: TestGateway;
  let documents: Server;
  let front: Server;
  let outlet: Outlet;
  let docs: number;
  let url: string;
  let slow: Promise<Response>;
  const asked: string[] = [];
  const answers: Record<string, (id: string) => { status?: number; headers?: object; body?: string | object | null }> =
    {};

  before(async () => {
    gateway = await startTestGateway();
    documents = createSecureServer({ ...certificates.server }, ({ url: path = '' }, response) => {
      asked.push(path);
      const {
        status = 200,
        headers = {},
        body = {},
      } = answers[path]?.(`https://good.example:${docs}${path}`) ?? { status: 404 };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      // Null: the beginning of an answer that never ends.
      if (body === null) return void response.write('{');
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    docs = await listen(documents);
    const guarded = createOutlet({ allowedHosts: [`good.example:${docs}`], lookup });
    // The certificate of the tests is of another name; who is who is not what is tested here.
    outlet = { ...guarded, dispatcher: guarded.dispatcherFor({ rejectUnauthorized: false } as object) };
    const app = new Koa();
    front = createServer();
    url = `http://localhost:${await listen(front)}`;
    const { queries, keyring } = gateway;
    const base = { queries, keyring, now: () => new Date(), log: pino({ level: 'silent' }) };
    const server = createAuthorizationServer({
      ...base,
      keys: await loadOAuthKeys(base),
      sessions: new WebSessions(queries, base.now),
      outlet,
      resource: new Resource(url, ['/mcp']),
      scopes: { read: { means: 'read', offered: true } },
      secure: false,
      hostnames: ['localhost'],
      proxies: 0,
      accessTokenSeconds: 3600,
      registrationDomains: [],
      metadataDomains: ['good.example', '*.inside.example', 'localhost', '127.0.0.1'],
      renderError: ({ message }) => message,
    });
    app.use(server.middleware);
    front.on('request', app.callback());
    answers['/slow'] = () => ({ body: null });
    // It waits for its time to be over while the others are tested.
    slow = ask(`https://good.example:${docs}/slow`);
  });
  after(async () => {
    await outlet.close();
    for (const server of [front, documents]) {
      server.closeAllConnections();
      server.close();
    }
    await gateway.stop();
  });

  const ask = (id: string, redirect_uri = LOCAL) =>
    fetch(authorizationUrl({ ...gateway, url, mcpUrl: `${url}/mcp` }, { id }, pkce(), { redirect_uri }), {
      redirect: 'manual',
    });
  let count = 0;
  /** Asks for a client that is described so. */
  const describedAs = async (answer: (typeof answers)[string], redirect_uri?: string) => {
    const path = `/client-${++count}.json`;
    answers[path] = answer;
    return ask(`https://good.example:${docs}${path}`, redirect_uri);
  };
  const like = (more: object) => (id: string) => ({
    body: { client_id: id, client_name: 'X', redirect_uris: [LOCAL], token_endpoint_auth_method: 'none', ...more },
  });

  it('is known by it, and asked about', async () => {
    const response = await describedAs(like({}));
    assert.equal(response.status, 303);
    assert.match(response.headers.get('location') ?? '', /^\/o\/interaction\//);
    const metadata = await (await fetch(`${url}/.well-known/oauth-authorization-server`)).json();
    assert.equal((metadata as Record<string, unknown>).client_id_metadata_document_supported, true);
  });

  it('may name grants that are for other servers', async () => {
    const response = await describedAs(like({ grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE] }));
    assert.equal(response.status, 303, await response.text());
  });

  it('is read once for many requests', async () => {
    const before = asked.length;
    const path = `/client-${++count}.json`;
    answers[path] = like({});
    for (let i = 0; i < 3; i++) assert.equal((await ask(`https://good.example:${docs}${path}`)).status, 303);
    assert.equal(asked.length - before, 1);
  });

  const bad: [name: string, { given: (typeof answers)[string]; redirect?: string }][] = [
    ['that leads elsewhere', { given: () => ({ status: 302, headers: { location: '/good' } }) }],
    ['that leads into this machine', { given: () => ({ status: 307, headers: { location: 'http://127.0.0.1:1/' } }) }],
    ['that is not there', { given: () => ({ status: 404 }) }],
    ['that is an error', { given: (id) => ({ ...like({})(id), status: 500 }) }],
    ['that is not JSON', { given: () => ({ body: '<html>' }) }],
    ['that is a list', { given: () => ({ body: '[]' }) }],
    ['that is nothing', { given: () => ({ body: 'null' }) }],
    ['that is too large', { given: like({ client_uri: `https://good.example/${'x'.repeat(6000)}` }) }],
    ['of another client', { given: like({ client_id: 'https://good.example/other' }) }],
    ['of no client', { given: like({ client_id: undefined }) }],
    ['with a secret', { given: like({ client_secret: 'x' }) }],
    ['of a client that has a secret', { given: like({ token_endpoint_auth_method: 'client_secret_basic' }) }],
    [
      'of a client that shows who it is in a way that is not offered',
      { given: like({ token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://loopback.inside.example/' }) },
    ],
    [
      'that names further addresses to be fetched',
      { given: like({ sector_identifier_uri: 'https://loopback.inside.example/' }) },
    ],
    ['of a client that has no use for a browser', { given: like({ grant_types: [DEVICE_CODE] }) }],
    ['of a client that acts by itself', { given: like({ grant_types: ['client_credentials'], response_types: [] }) }],
    [
      'with a redirect address that is a script',
      { given: like({ redirect_uris: ['javascript:alert(1)'] }), redirect: 'javascript:alert(1)' },
    ],
    [
      'with a redirect address that others can read',
      {
        given: like({ application_type: 'web', redirect_uris: ['http://evil.example/'] }),
        redirect: 'http://evil.example/',
      },
    ],
    ['without a redirect address', { given: like({ redirect_uris: [] }) }],
    ['with another redirect address', { given: like({ redirect_uris: ['https://good.example/callback'] }) }],
  ];
  for (const [name, { given, redirect }] of bad) {
    it(`is refused for a description ${name}`, async () => {
      const before = asked.length;
      const response = await describedAs(given, redirect);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
      assert(asked.length - before <= 1, asked.slice(before).join(' '));
    });
  }

  const places: [name: string, string][] = [
    ['on no list', 'https://unlisted.example:PORT/good'],
    ['below a domain on the list', 'https://x.good.example:PORT/good'],
    ['on this machine', 'https://loopback.inside.example:PORT/good'],
    ['on this machine, with IPv6', 'https://loopback6.inside.example:PORT/good'],
    ['on this machine, with IPv4 in IPv6', 'https://mapped.inside.example:PORT/good'],
    ['in a private network', 'https://private.inside.example:PORT/good'],
    ['of the metadata of a cloud', 'https://metadata.inside.example/good'],
    ['partly in a private network', 'https://mixed.inside.example:PORT/good'],
    ['of no address', 'https://nowhere.inside.example:PORT/good'],
    ['by its number', 'https://127.0.0.1:PORT/good'],
    ['by its number, in another way', 'https://2130706433:PORT/good'],
    ['by the name of this machine', 'https://localhost:PORT/good'],
    ['over HTTP', 'http://good.example:PORT/good'],
    ['over HTTP, on this machine', 'http://localhost:PORT/good'],
    ['with a user’s name', 'https://ann@good.example:PORT/good'],
    ['with a fragment', 'https://good.example:PORT/good#x'],
    ['with a way up', 'https://good.example:PORT/x/../good'],
    ['with an encoded way up', 'https://good.example:PORT/x/%2e%2e/good'],
    ['behind a backslash', 'https://unlisted.example\\@good.example:PORT/good'],
    ['with a line break', 'https://good.example:PORT/good\r\nx: y'],
    ['that is a file', 'file:///etc/passwd'],
    ['that is data', 'data:application/json,{}'],
  ];
  for (const [name, place] of places) {
    it(`is refused ${name}, without a look at it`, async () => {
      answers['/good'] = like({});
      const before = asked.length;
      const response = await ask(place.replace('PORT', String(docs)));
      const text = await response.text();
      assert.equal(response.status, 400);
      assert.equal(asked.length, before);
      // What a name means inside is nobody's business.
      assert(!/10\.0\.0\.1|169\.254|loopback address|private address|ECONN/.test(text), text);
    });
  }

  it('is refused when its description takes too long', async () => {
    assert.equal((await slow).status, 400);
  });
});
