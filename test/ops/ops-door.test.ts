import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createOpsDoor } from '../../src/ops/ops-door.js';

const TOKEN = 'a-token-of-metrics';

describe('createOpsDoor', () => {
  let ready = true;
  let measured: () => Promise<string> = async () => 'up 1\n';
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  const readiness = { state: async () => ({ ready, parts: { process: 'ok', database: ready ? 'ok' : 'no answer' } }) };
  const page = { contentType: 'text/plain; version=0.0.4; charset=utf-8', text: () => measured() };
  const servers: Server[] = [];
  let open: string;
  let closed: string;
  before(async () => {
    const serve = async (metrics: Parameters<typeof createOpsDoor>[0]['metrics']) => {
      const door = createOpsDoor({ readiness, metrics, log });
      const server = createServer((req, res) => void (door(req, res) || res.writeHead(418).end('somebody else')));
      servers.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    open = await serve({ token: TOKEN, page });
    closed = await serve(null);
  });
  after(() => {
    for (const server of servers) server.close().closeAllConnections();
  });
  beforeEach(() => {
    ready = true;
    measured = async () => 'up 1\n';
    logged.length = 0;
  });

  interface Asked {
    path: string;
    method?: string;
    headers?: Record<string, string>;
    at?: 'closed';
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const ask = async ({ path, method = 'GET', headers = {}, at }: Asked) => {
    const response = await fetch((at ? closed : open) + path, { method, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  const answers: [string, { given: Asked; want: [status: number, text: string | RegExp] }][] = [
    ['health', { given: { path: '/health' }, want: [200, '{"healthy":true}'] }],
    ['health with a query', { given: { path: '/health?from=probe' }, want: [200, '{"healthy":true}'] }],
    ['HEAD', { given: { path: '/ready', method: 'HEAD' }, want: [200, ''] }],
    [
      'readiness',
      { given: { path: '/ready' }, want: [200, '{"ready":true,"parts":{"process":"ok","database":"ok"}}'] },
    ],
    ['POST, by refusing it', { given: { path: '/ready', method: 'POST' }, want: [405, /reading/] }],
    ['what is not its own, by leaving it', { given: { path: '/healthy' }, want: [418, 'somebody else'] }],
    ['what lies below', { given: { path: '/ready/x' }, want: [418, 'somebody else'] }],
    ['what objects inherit', { given: { path: '/constructor' }, want: [418, 'somebody else'] }],
    ['metrics', { given: { path: '/metrics', headers: bearer(TOKEN) }, want: [200, 'up 1\n'] }],
    ['metrics without a token', { given: { path: '/metrics' }, want: [401, /token/] }],
    ['metrics with another token', { given: { path: '/metrics', headers: bearer('a-token') }, want: [401, /token/] }],
    [
      'metrics with the token and more',
      { given: { path: '/metrics', headers: bearer(`${TOKEN}x`) }, want: [401, /token/] },
    ],
    [
      'metrics with a password',
      { given: { path: '/metrics', headers: { authorization: `Basic ${btoa(`:${TOKEN}`)}` } }, want: [401, /token/] },
    ],
    [
      'metrics where there are none',
      { given: { path: '/metrics', headers: bearer(TOKEN), at: 'closed' }, want: [404, /no such page/] },
    ],
  ];
  for (const [name, { given, want }] of answers) {
    it(`answers ${name}`, async () => {
      const { status, text, headers } = await ask(given);
      assert.equal(status, want[0]);
      if (typeof want[1] === 'string') assert.equal(text, want[1]);
      else assert.match(text, want[1]);
      if (status !== 418) assert.equal(headers.get('cache-control'), 'no-store');
    });
  }

  it('says which part is not ready', async () => {
    ready = false;
    const { status, text } = await ask({ path: '/ready' });
    assert.deepEqual([status, JSON.parse(text).parts], [503, { process: 'ok', database: 'no answer' }]);
    assert.equal((await ask({ path: '/health' })).status, 200);
  });

  it('answers whatever host is asked for: probes know an address', async () => {
    const { port } = new URL(open);
    const req = request({ port, host: '127.0.0.1', path: '/ready', headers: { host: '10.1.2.3' } }).end();
    const [response] = await once(req, 'response');
    response.resume();
    assert.equal(response.statusCode, 200);
  });

  it('keeps to itself why it could not measure', async () => {
    measured = async () => {
      throw new Error('the password is hunter2');
    };
    const { status, text } = await ask({ path: '/metrics', headers: bearer(TOKEN) });
    assert.equal(status, 500);
    assert.doesNotMatch(text, /hunter2/);
    assert.match(logged.join(), /hunter2/);
  });
});
