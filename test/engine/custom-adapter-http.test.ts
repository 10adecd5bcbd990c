import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { certificates } from '../adapters/certificate-files.js';
import { httpStub, type Stub, tlsStub } from '../adapters/stub.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Answer, answerOf, calling, customAdapter } from './custom-adapter-scene.js';
import { inputWith, type Running, runningOn } from './running.js';

const MB = 1024 * 1024;

/** What the server does at its addresses. */
const places: Record<string, (request: IncomingMessage, response: ServerResponse, body: Buffer) => void> = {
  '/seen': ({ method, url, headers }, response, body) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ method, url, headers, body: body.toString('latin1') }));
  },
  '/missing': (_, response) => response.writeHead(404, { 'X-Why': 'gone' }).end('nothing here'),
  '/latin': (_, response) =>
    response.setHeader('Content-Type', 'text/plain; charset=iso-8859-1').end(Buffer.from('é', 'latin1')),
  '/binary': (_, response) => response.setHeader('Content-Type', 'image/png').end(Buffer.from([255, 0, 254])),
  '/gzip': (_, response) => response.setHeader('Content-Encoding', 'gzip').end(gzipSync('pressed')),
  '/to-private': (_, response) => response.writeHead(302, { Location: 'http://127.0.0.2:9/inside' }).end(),
  '/to-seen': (_, response) => response.writeHead(302, { Location: '/seen' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/round': (_, response) => response.writeHead(302, { Location: '/round' }).end(),
  '/said-large': (_, response) => response.writeHead(200, { 'Content-Length': 100 * MB }).write('x'),
  '/large': (_, response) => {
    const chunk = Buffer.alloc(MB, 'x');
    let left = 100;
    const go = () => {
      while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', go);
      response.end();
    };
    go();
  },
  '/bomb': (_, response) => response.setHeader('Content-Encoding', 'gzip').end(BOMB),
  '/slow': ({ url }, response) => {
    most = Math.max(most, ++waiting);
    setTimeout(() => {
      waiting--;
      response.end(url);
    }, 20);
  },
  '/never': () => {},
  '/deep': (_, response) => response.end('['.repeat(100_000) + ']'.repeat(100_000)),
};
/** Calls that wait for their answer, and how many have done so at a time. */
let waiting = 0;
let most = 0;
const BOMB = gzipSync(Buffer.alloc(100 * MB));

const given = (call: string) => `const answer = await http(${call});\nreturn { success: answer.ok, payload: `;
/** Asks for one of the places, and answers with an expression of its answer. */
const asking = (options: string, expression: string) => `${given(`{ ${options} }`)}${expression} };`;
const seen = (options: string) => asking(`url: request.payload.at + '/seen', ${options}`, 'answer.json()');

type Case = [name: string, { given: string; want: unknown }];

const requests: Case[] = [
  ['a GET, which is what it is when nobody says', { given: seen(''), want: { method: 'GET', body: '' } }],
  ['a query', { given: seen("query: { a: [1, 'x y'], b: null }"), want: { url: '/seen?a=1&a=x+y' } }],
  [
    'JSON',
    {
      given: seen("method: 'post', json: { $bytes: 'é' }"),
      want: { method: 'POST', body: '{"$bytes":"\u00c3\u00a9"}', headers: { 'content-type': 'application/json' } },
    },
  ],
  ['JSON that is null', { given: seen("method: 'POST', json: null"), want: { body: 'null' } }],
  [
    'a form',
    {
      given: seen("method: 'POST', form: { a: 1, b: 'x&y' }"),
      want: { body: 'a=1&b=x%26y', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    },
  ],
  ['a text', { given: seen("method: 'PUT', body: 'plain'"), want: { method: 'PUT', body: 'plain' } }],
  ['bytes', { given: seen("method: 'PUT', body: new Uint8Array([255, 1])"), want: { body: '\u00ff\u0001' } }],
  [
    'headers, which come before what is sent by itself',
    {
      given: seen("method: 'POST', json: 1, headers: { 'X-A': 'b', 'Content-Type': 'application/vnd.x+json' }"),
      want: { headers: { 'x-a': 'b', 'content-type': 'application/vnd.x+json' } },
    },
  ],
  [
    'Basic authentication',
    { given: seen("auth: ['ann', 'pw']"), want: { headers: { authorization: 'Basic YW5uOnB3' } } },
  ],
  [
    'http.get',
    {
      given:
        "return { success: true, payload: (await http.get(request.payload.at + '/seen', { query: { q: 1 } })).json() }",
      want: { method: 'GET', url: '/seen?q=1' },
    },
  ],
  [
    'http.post',
    {
      given: "return { success: true, payload: (await http.post(request.payload.at + '/seen', { json: [1] })).json() }",
      want: { method: 'POST', body: '[1]' },
    },
  ],
];

const at = (path: string, more = '') => `url: request.payload.at + '${path}'${more}`;

const answers: Case[] = [
  [
    'a failure, which is no error',
    {
      given:
        "const a = await http({ url: request.payload.at + '/missing' }); return { success: true, payload: [a.status, a.ok, a.headers['x-why'], a.text()] }",
      want: [404, false, 'gone', 'nothing here'],
    },
  ],
  ['text in another charset', { given: asking(at('/latin'), '[answer.text(), answer.bytes.length]'), want: ['é', 1] }],
  [
    'bytes',
    {
      given: asking(
        at('/binary'),
        '[[...answer.bytes], (() => { try { answer.text() } catch (e) { return e.message } })()]',
      ),
      want: [[255, 0, 254], 'the answer is no text; read its bytes'],
    },
  ],
  [
    'bytes of a text',
    {
      given: asking(at('/latin').replace('latin', 'gzip'), '[answer.text(), answer.bytes[0]]'),
      want: ['pressed', 112],
    },
  ],
  ['a redirect', { given: asking(at('/to-seen'), 'answer.json().url'), want: '/seen' }],
];

const refusals: [name: string, { given: string; want: [type: string, RegExp] }][] = [
  [
    'a url without end',
    { given: "{ url: AT + '/'.repeat(16384) }", want: ['INVALID_REQUEST', /is longer than 16384 characters/] },
  ],
  ['no options', { given: 'null', want: ['undefined', /http: it takes an object with a url, and was given null/] }],
  ['no url', { given: '{}', want: ['INVALID_REQUEST', /http: url is required/] }],
  [
    'another scheme',
    { given: "{ url: 'file:///etc/passwd' }", want: ['INVALID_REQUEST', /must begin with https:\/\/ or http:/] },
  ],
  ['a user in the url', { given: "{ url: 'http://a:b@localhost' }", want: ['INVALID_REQUEST', /use auth/] }],
  [
    'an unknown option',
    { given: '{ url: AT, data: 1 }', want: ['INVALID_REQUEST', /there is no option "data"; there are method, url/] },
  ],
  [
    'two bodies',
    { given: "{ url: AT, json: 1, body: 'x' }", want: ['INVALID_REQUEST', /json and body are both given/] },
  ],
  ['an object as body', { given: '{ url: AT, body: {} }', want: ['INVALID_REQUEST', /give objects as json or form/] }],
  [
    'another method',
    { given: "{ url: AT, method: 'TRACE' }", want: ['INVALID_REQUEST', /method is required, and must be one of GET/] },
  ],
  [
    'a line break in a header',
    {
      given: "{ url: AT, headers: { a: 'b\\r\\nHost: evil' } }",
      want: ['INVALID_REQUEST', /headers\.a must not have line breaks/],
    },
  ],
  [
    'a line break in the name of a header',
    { given: "{ url: AT, headers: { 'a\\r\\nb': 'c' } }", want: ['INVALID_REQUEST', /has a name that is none/] },
  ],
  [
    'another host in a header',
    {
      given: "{ url: AT, headers: { HOST: 'evil' } }",
      want: ['INVALID_REQUEST', /headers\.HOST is decided by the gateway/],
    },
  ],
  [
    'a length of its own',
    {
      given: "{ url: AT, headers: { 'content-length': '1' } }",
      want: ['INVALID_REQUEST', /is decided by the gateway/],
    },
  ],
  [
    'a line break in the url',
    { given: "{ url: AT + '/\\r\\nX: y' }", want: ['INVALID_REQUEST', /has a control character/] },
  ],
  [
    'too long a time',
    { given: '{ url: AT, timeout_seconds: 121 }', want: ['INVALID_REQUEST', /must be a number up to 120/] },
  ],
  [
    'certificates that are none',
    {
      given: "{ url: AT, certificates: { other: 'x' } }",
      want: ['INVALID_REQUEST', /certificates\.other is none of ca, cert, key, pfx/],
    },
  ],
  ['a private address', { given: "{ url: 'http://10.0.0.1/' }", want: ['REFUSED', /The host 10\.0\.0\.1 is refused/] }],
  ['the metadata of a cloud', { given: "{ url: 'http://169.254.169.254/latest' }", want: ['REFUSED', /link-local/] }],
  [
    'this machine as a number',
    { given: "{ url: 'http://2130706434/' }", want: ['REFUSED', /The host 127\.0\.0\.2 is refused/] },
  ],
  ['this machine in IPv6', { given: "{ url: 'http://[::ffff:127.0.0.2]/' }", want: ['REFUSED', /is refused/] }],
  [
    'a redirect to a private address',
    { given: "{ url: AT + '/to-private' }", want: ['REFUSED', /The host 127\.0\.0\.2 is refused/] },
  ],
  [
    'a redirect to a file',
    { given: "{ url: AT + '/to-file' }", want: ['INVALID_RESPONSE', /redirects to what is no web address/] },
  ],
  [
    'redirects without end',
    { given: "{ url: AT + '/round' }", want: ['INVALID_RESPONSE', /redirects more than 5 times/] },
  ],
  [
    'an answer that says it has 100 MB',
    { given: "{ url: AT + '/said-large' }", want: ['INVALID_RESPONSE', /larger than 10 MB/] },
  ],
  ['an answer of 100 MB', { given: "{ url: AT + '/large' }", want: ['INVALID_RESPONSE', /larger than 10 MB/] }],
  [
    'a small answer that becomes 100 MB',
    { given: "{ url: AT + '/bomb' }", want: ['INVALID_RESPONSE', /larger than 10 MB/] },
  ],
  [
    'an answer that does not come',
    {
      given: "{ url: AT + '/never', timeout_seconds: 0.05 }",
      want: ['TIMEOUT', /did not answer within 0\.05 seconds/],
    },
  ],
  [
    'nobody there',
    { given: "{ url: 'http://localhost:1/' }", want: ['CONNECTION_ERROR', /localhost:1 refuses the connection/] },
  ],
];

describe('http of a custom adapter', function http() {
  this.timeout(30_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  let server: Stub;
  let base: string;
  let asked = 0;
  before(async () => {
    server = await httpStub(async (request, response) => {
      asked++;
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const { pathname } = new URL(request.url ?? '', 'http://x');
      (places[pathname] ?? (() => response.writeHead(500).end()))(request, response, Buffer.concat(body));
    });
    base = `http://localhost:${server.port}`;
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db, { allowedHosts: ['localhost'], log: pino({ level: 'silent' }) });
  });
  after(async () => {
    await world.stop();
    await server.close();
    await db.destroy();
    await fresh.remove();
  });
  const answer = (code: string): Promise<Answer> => answerOf(world, { code }, { at: base });

  describe('sends', () => {
    for (const [name, { given, want }] of requests) {
      it(name, async () => {
        const { success, payload, messages } = await answer(given);
        assert.ok(success, JSON.stringify(messages));
        const { headers, ...rest } = want as { headers?: object };
        assert.deepEqual({ ...payload, ...rest }, payload);
        assert.deepEqual({ ...payload.headers, ...headers }, payload.headers);
      });
    }
  });

  describe('reads', () => {
    for (const [name, { given, want }] of answers) {
      it(name, async () => {
        const { payload, messages } = await answer(given);
        assert.deepEqual(messages, []);
        assert.deepEqual(payload, want);
      });
    }
  });

  describe('refuses', () => {
    for (const [name, { given, want }] of refusals) {
      it(name, async () => {
        const options = given.replaceAll('AT', 'request.payload.at');
        const { payload } = await answer(
          `try { await http(${options}); } catch (e) { return { success: true, payload: [String(e.type), e.message, e instanceof Error] } }`,
        );
        assert.ok(payload, 'it was not refused');
        assert.equal(payload[0], want[0], payload[1]);
        assert.match(payload[1], want[1]);
        assert.equal(payload[2], true);
      });
    }

    it('more than a hundred calls, and lets the next time have as many', async () => {
      const code =
        "let n = 0; try { for (;;) { await http({ url: request.payload.at + '/missing' }); n++ } } catch (e) { return { success: true, payload: [n, e.message] } }";
      const hook =
        'const call = async () => (await calladapter(SYSTEM, null, null, input.payload)).response.payload; output.payload = [await call(), await call()]';
      asked = 0;
      const ran = await calling(world, { code }, hook, { at: base });
      const want = [100, 'http: an adapter may make 100 calls each time it is called.'];
      assert.deepEqual(ran.output.payload, [want, want]);
      assert.equal(asked, 200);
    });
  });

  it('is not followed by what it has begun when the code has failed', async () => {
    const { messages } = await answer("http({ url: request.payload.at + '/never' }); for (;;);");
    assert.match(messages[0]?.text ?? '', /computes for more than 2000 ms/);
  });

  it('an error that nobody catches fails the call', async () => {
    const { success, messages } = await answer("await http({ url: 'http://10.0.0.1' })");
    assert.equal(success, false);
    assert.equal(messages[0]?.type, 'UNCATEGORIZED_ERROR');
    assert.match(messages[0]?.text ?? '', /^The custom adapter failed: HttpError: The host 10\.0\.0\.1 is refused/);
  });

  it('trusts the authority that it is given, and shows its certificate, from files of the configuration', async () => {
    const { ca, server, client } = certificates;
    const secure = await tlsStub(
      { ...server, ca, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        response.end(String(subject?.CN));
      },
    );
    const inBase64 = (text: string) => Buffer.from(text).toString('base64');
    const code = `
      const { ca, cert, key, pfx } = this.config;
      const url = request.payload.at;
      const texts = [];
      for (const certificates of [{ ca }, { ca, cert, key }, { ca, pfx }])
        texts.push((await http({ url, certificates })).text());
      const error = await http({ url }).catch(({ type }) => type);
      return { success: true, payload: [texts, error] };`;
    const schema = { ca: 'file', cert: 'file', key: 'encrypted_string', pfx: 'file' } as const;
    const values = { ca: inBase64(ca), cert: inBase64(client.cert), key: client.key, pfx: client.pfx };
    try {
      const { payload } = await answerOf(world, { code, schema, values }, { at: `https://localhost:${secure.port}` });
      assert.deepEqual(payload, [['undefined', 'client of the tests', 'client of the tests'], 'CONNECTION_ERROR']);
    } finally {
      await secure.close();
    }
  });

  it('makes eight calls at a time, and gives the others their turns', async () => {
    most = 0;
    const { payload } = await answer(`
      const all = await Promise.all([...Array(30).keys()].map((n) => http({ ${at('/slow')}, query: { n } })));
      return { success: true, payload: all.map((one) => one.text()) };`);
    assert.deepEqual(
      payload,
      [...Array(30).keys()].map((n) => `/slow?n=${n}`),
    );
    assert.equal(most, 8);
  });

  it('JSON that is nested too deeply is an error of the code, not the end of anything', async () => {
    const { messages } = await answer(`${given("{ url: request.payload.at + '/deep' }")}answer.json() };`);
    assert.match(messages[0]?.text ?? '', /too deeply|stack overflow|nested/);
    assert.equal((await answer('return { success: true, payload: 1 }')).payload, 1);
  });

  it('ends with its run', async () => {
    const code = "await http({ url: request.payload.at + '/never', timeout_seconds: 120 })";
    const hook = 'await calladapter(SYSTEM, null, null, input.payload)';
    asked = 0;
    const { system, bind } = await customAdapter(world, { code });
    const integrationId = await world.make({ integration: { before_hook: hook.replace('SYSTEM', `'${system}'`) } });
    await bind(integrationId);
    const actor = { id: world.userId, username: 'ann', email: null, superuser: false };
    const run = await world.runner.start({ integrationId, actor, startedBy: 'mcp', input: inputWith({ at: base }) });
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    run.cancel();
    const result = await run.result;
    assert.equal(result.error?.type, 'cancelled');
  });
});
