import assert from 'node:assert/strict';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import type { MessageType } from '../../src/adapters/adapter.js';
import { http } from '../../src/adapters/http.js';
import { httpLimits } from '../../src/adapters/http-limits.js';
import { createOutlet, outletLimits } from '../../src/network/create-outlet.js';
import type { Outlet } from '../../src/network/outlet.js';
import { assertFailed, call, contextOf, openOutlet } from './calling.js';
import { certificates } from './certificate-files.js';
import { httpStub, type Stub, tcpStub, tlsStub } from './stub.js';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('HTTP', () => {
  let outlet: Outlet;
  let stub: Stub;
  let seen: Seen[];
  let answer: RequestListener;
  const open: Stub[] = [];
  const opened = async (stub: Promise<Stub>) => {
    open.push(await stub);
    return stub;
  };

  before(async () => {
    outlet = openOutlet();
    stub = await opened(
      httpStub(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { method = '', url = '', headers } = request;
        seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        await answer(request, response);
      }),
    );
  });
  beforeEach(() => {
    seen = [];
    answer = (_request, response) => response.end();
  });
  after(async () => {
    await outlet.close();
    for (const stub of open) await stub.close();
  });

  const plain = (more: object = {}) => ({ host: '127.0.0.1', port: stub.port, tls: false, ...more });
  const get = (payload: object = {}, settings: Record<string, unknown> = plain()) =>
    call(http, { method: 'GET', url_path: '/a', ...payload }, { settings, outlet });
  const json =
    (value: unknown): RequestListener =>
    (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(value));
    };

  it('sends what the payload says, and answers with what came', async () => {
    answer = json({ results: [1] });
    const response = await call(
      http,
      {
        method: 'post',
        url_path: '/a',
        params: { b: ['1', '2'] },
        headers: { 'X-Key': 'k' },
        body: '{"c":1}',
        more: 1,
      },
      { settings: plain({ username: 'u', password: 'p' }), outlet },
    );
    assert.deepEqual(response, { success: true, payload: { results: [1] }, messages: [] });
    const [{ method, url, headers, body }] = seen as [Seen];
    assert.deepEqual([method, url, body], ['POST', '/a?b=1&b=2', '{"c":1}']);
    assert.equal(headers['x-key'], 'k');
    assert.equal(headers.authorization, `Basic ${Buffer.from('u:p').toString('base64')}`);
  });

  const encodings: [string, (text: string) => Buffer][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from],
  ];
  for (const [encoding, encode] of encodings) {
    it(`reads what is compressed with ${encoding}`, async () => {
      answer = (_request, response) => {
        response.setHeader('Content-Type', 'application/json').setHeader('Content-Encoding', encoding);
        response.end(encode('{"a":1}'));
      };
      assert.deepEqual((await get()).payload, { a: 1 });
    });
  }

  it('answers HEAD, and what has no body, with null', async () => {
    answer = (_request, response) => {
      response.setHeader('Content-Type', 'application/json').setHeader('Content-Encoding', 'gzip');
      response.end();
    };
    assert.deepEqual(await get({ method: 'HEAD' }), { success: true, payload: null, messages: [] });
    answer = (_request, response) => response.writeHead(204).end();
    assert.deepEqual(await get(), { success: true, payload: null, messages: [] });
  });

  const statuses: [number, MessageType][] = [
    [304, 'INVALID_RESPONSE'],
    [400, 'CLIENT_ERROR'],
    [401, 'AUTHENTICATION_ERROR'],
    [403, 'AUTHENTICATION_ERROR'],
    [404, 'CLIENT_ERROR'],
    [500, 'SERVER_ERROR'],
    [503, 'SERVER_ERROR'],
  ];
  for (const [status, type] of statuses) {
    it(`takes ${status} for a failure, and shows the answer`, async () => {
      answer = (_request, response) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(status === 304 ? undefined : '{"why":"so"}');
      };
      const response = await get({ url_path: '/a?api_key=secret' });
      assertFailed(response, type, new RegExp(`^GET http://127.0.0.1:${stub.port}/a was answered with ${status} \\w+`));
      assert.doesNotMatch(response.messages[0]?.text ?? '', /secret/);
      assert.deepEqual(response.payload, status === 304 ? null : { why: 'so' });
    });
  }

  it('cuts what it repeats of a failure', async () => {
    answer = (_request, response) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end('x'.repeat(100_000));
    const { messages, payload } = await get();
    assert((messages[0]?.text.length ?? 0) < httpLimits.shownCharacters + 200);
    assert.equal((payload as string).length, 100_000);
  });

  it('fails for a forced type that the answer is not, and only for that', async () => {
    answer = (_request, response) => response.setHeader('Content-Type', 'application/json').end('<oops>');
    assertFailed(await get({ force_response_content_type: 'json' }), 'INVALID_RESPONSE', /^The answer is not JSON/);
    const response = await get();
    assert.deepEqual([response.success, response.payload, response.messages.length], [true, '<oops>', 1]);
    assertFailed(await get({ force_response_content_type: 'yaml' }), 'INVALID_REQUEST', /json, xml, text, bytes/);
  });

  it('keeps its connections', async () => {
    const ports = new Set<number>();
    answer = (request, response) => {
      ports.add(request.socket.remotePort as number);
      response.end('a');
    };
    for (let n = 0; n < 50; n++) await get();
    assert(ports.size <= 3, String(ports.size));
  });

  describe('redirects', () => {
    const to =
      (status: number, location: string): RequestListener =>
      (request, response) => {
        if (request.url === '/a') response.writeHead(status, { Location: location }).end('moved');
        else json('there')(request, response);
      };

    const methods: [number, string, string][] = [
      [301, 'GET', 'GET'],
      [301, 'POST', 'GET'],
      [301, 'PUT', 'PUT'],
      [302, 'POST', 'GET'],
      [302, 'DELETE', 'DELETE'],
      [303, 'POST', 'GET'],
      [303, 'PUT', 'GET'],
      [303, 'HEAD', 'HEAD'],
      [307, 'POST', 'POST'],
      [308, 'PUT', 'PUT'],
    ];
    for (const [status, given, want] of methods) {
      it(`are followed: ${status} makes ${want} of ${given}`, async () => {
        answer = to(status, '/b?c=1');
        const body = given === 'GET' || given === 'HEAD' ? null : 'body';
        assert.equal((await get({ method: given, body, headers: { 'Content-Type': 'text/plain' } })).success, true);
        const last = seen.at(-1) as Seen;
        assert.deepEqual([last.method, last.url, last.body], [want, '/b?c=1', want === given && body ? body : '']);
        assert.equal(last.headers['content-type'], want === given ? 'text/plain' : undefined);
      });
    }

    it('keep credentials on the same origin', async () => {
      answer = to(302, '/b');
      await get({ headers: { Cookie: 'c=1' } }, plain({ username: 'u', password: 'p' }));
      assert(seen[1]?.headers.authorization);
      assert.equal(seen[1]?.headers.cookie, 'c=1');
    });

    it('take nothing secret to another origin, nor back', async () => {
      let there: IncomingMessage['headers'] = {};
      const other = await opened(
        httpStub((request, response) => {
          there = request.headers;
          response.writeHead(302, { Location: `http://127.0.0.1:${stub.port}/back` }).end();
        }),
      );
      answer = to(302, `http://127.0.0.1:${other.port}/b`);
      const headers = { Cookie: 'c=1', 'X-Api-Key': 'k', Accept: 'application/json' };
      await get({ headers }, plain({ username: 'u', password: 'p' }));
      assert.deepEqual([there.authorization, there.cookie, there['x-api-key']], [undefined, undefined, undefined]);
      assert.equal(there.accept, 'application/json');
      const back = seen.at(-1) as Seen;
      assert.deepEqual(
        [back.url, back.headers.authorization, back.headers['x-api-key']],
        ['/back', undefined, undefined],
      );
    });

    const bad: [string, { given: string; want: [MessageType, RegExp] }][] = [
      ['to themselves', { given: '/a', want: ['INVALID_RESPONSE', /redirects more than 5 times/] }],
      ['to nowhere', { given: 'http://', want: ['INVALID_RESPONSE', /no web address/] }],
      ['to a file', { given: 'file:///etc/passwd', want: ['INVALID_RESPONSE', /no web address/] }],
      ['to a script', { given: 'javascript:alert(1)', want: ['INVALID_RESPONSE', /no web address/] }],
      ['to the metadata of a cloud', { given: 'http://169.254.169.254/latest', want: ['REFUSED', /link-local/] }],
      ['to a private network', { given: 'http://10.0.0.1/', want: ['REFUSED', /private/] }],
      ['to this machine by another name', { given: 'http://[::ffff:127.0.0.2]/', want: ['REFUSED', /loopback/] }],
      ['to an odd spelling of this machine', { given: 'http://0x7f.2/', want: ['REFUSED', /loopback/] }],
    ];
    for (const [name, { given, want }] of bad) {
      it(`are not followed ${name}`, async () => {
        answer = to(302, given);
        assertFailed(await get(), ...want);
        assert(seen.length <= httpLimits.redirects + 1);
      });
    }

    it('are not followed to this machine from a host that is allowed', async () => {
      const secret = await opened(httpStub(json('secret')));
      answer = to(302, `http://127.0.0.1:${secret.port}/`);
      const narrow = createOutlet({ allowedHosts: [`127.0.0.1:${stub.port}`] });
      const response = await call(http, { method: 'GET', url_path: '/a' }, { settings: plain(), outlet: narrow });
      await narrow.close();
      assertFailed(response, 'REFUSED', /loopback/);
    });
  });

  describe('TLS', () => {
    const { ca, server, elsewhere, client } = certificates;
    const secure = (port: number, more: object = {}) => ({ host: 'localhost', port, server_certificate: ca, ...more });

    it('trusts the authority that is set, and no other', async () => {
      const { port } = await opened(tlsStub(server, json('secure')));
      assert.deepEqual((await get({}, secure(port))).payload, 'secure');
      assert.deepEqual((await get({}, secure(port, { host: '127.0.0.1' }))).payload, 'secure');
      assertFailed(
        await get({}, { host: 'localhost', port }),
        'CONNECTION_ERROR',
        /is not trusted: .*server_certificate/,
      );
    });

    it('does not take a certificate of another host', async () => {
      const { port } = await opened(tlsStub(elsewhere, json('secure')));
      assertFailed(await get({}, secure(port)), 'CONNECTION_ERROR', /is not trusted: .*altnames/i);
    });

    it('shows its certificate, and takes it to no other origin', async () => {
      const asking = { ...server, ca, requestCert: true, rejectUnauthorized: false };
      const shown: (string | undefined)[] = [];
      const strangers = await opened(tlsStub(asking, json('stranger')));
      const { port } = await opened(
        tlsStub(asking, (request, response) => {
          const { subject } = (request.socket as TLSSocket).getPeerCertificate();
          shown.push(subject?.CN as string | undefined);
          if (request.url === '/a') json('known')(request, response);
          else response.writeHead(302, { Location: `https://localhost:${strangers.port}/` }).end();
        }),
      );
      await get({}, secure(port, { client_certificate: client.cert, client_key: client.key }));
      await get({}, secure(port, { client_pfx: client.pfx }));
      await get({}, secure(port));
      assert.deepEqual(shown, ['client of the tests', 'client of the tests', undefined]);
      // The other origin is not trusted: the authority that was set is that of the configured host.
      const elsewhere = await get({ url_path: '/away' }, secure(port, { client_pfx: client.pfx }));
      assertFailed(elsewhere, 'CONNECTION_ERROR', /not trusted/);
    });

    it('says so when a certificate is asked for', async () => {
      const { port } = await opened(tlsStub({ ...server, ca, requestCert: true, rejectUnauthorized: true }, json('')));
      assertFailed(await get({}, secure(port)), 'CONNECTION_ERROR', /closed the connection|did not agree on TLS/);
    });

    it('says so when the other side speaks none, or speaks it unasked', async () => {
      assertFailed(await get({}, secure(stub.port)), 'CONNECTION_ERROR', /did not agree on TLS/);
      const { port } = await opened(tlsStub(server, json('')));
      assertFailed(await get({}, { host: 'localhost', port, tls: false }), 'CONNECTION_ERROR', /closed|TLS/);
    });

    it('does not go from https to http', async () => {
      const { port } = await opened(
        tlsStub(server, (_request, response) =>
          response.writeHead(302, { Location: `http://127.0.0.1:${stub.port}/` }).end(),
        ),
      );
      assertFailed(await get({}, secure(port)), 'REFUSED', /from https to http/);
      assert.deepEqual(seen, []);
    });
  });

  describe('a service that misbehaves', () => {
    const raw = async (listener: Parameters<typeof tcpStub>[0], more: object = {}) => {
      const { port } = await opened(tcpStub(listener));
      return get({}, plain({ port, ...more }));
    };
    const drip = (socket: Socket, text: string) => {
      const timer = setInterval(() => socket.write(text), 50);
      socket.once('close', () => clearInterval(timer));
    };
    const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';

    it('hangs before it answers', async () => {
      assertFailed(await raw(() => {}, { timeout_seconds: 1 }), 'TIMEOUT', /did not answer within 1 seconds/);
    });

    it('drips its answer for ever', async () => {
      const dripping = raw(
        (socket) => {
          socket.write(`${HEAD}\r\n`);
          drip(socket, 'x');
        },
        { timeout_seconds: 1 },
      );
      assertFailed(await dripping, 'TIMEOUT', /within 1 seconds/);
    });

    it('drips its headers for ever', async () => {
      const dripping = raw(
        (socket) => {
          socket.write(HEAD);
          drip(socket, 'a: b\r\n');
        },
        { timeout_seconds: 1 },
      );
      assertFailed(await dripping, 'TIMEOUT', /within 1 seconds/);
    });

    it('closes at once', async () => {
      assertFailed(await raw((socket) => socket.destroy()), 'CONNECTION_ERROR', /closed the connection/);
      assertFailed(
        await raw((socket) => socket.once('data', () => socket.end())),
        'CONNECTION_ERROR',
        /closed the connection/,
      );
    });

    it('closes in the middle', async () => {
      const early = raw((socket) => socket.once('data', () => socket.end(`${HEAD}Content-Length: 100\r\n\r\nhalf`)));
      assertFailed(await early, 'CONNECTION_ERROR', /closed the connection/);
      const chunk = raw((socket) =>
        socket.once('data', () => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\nff\r\nhalf`)),
      );
      assertFailed(await chunk, 'CONNECTION_ERROR', /closed the connection/);
    });

    it('does not speak HTTP', async () => {
      assertFailed(await raw((socket) => socket.end('220 mail.example ESMTP\r\n')), 'INVALID_RESPONSE', /is not HTTP/);
    });

    it('sends headers without end', async () => {
      const large = `x: ${'y'.repeat(outletLimits.headerBytes + 1000)}\r\n`;
      const flood = raw((socket) => socket.once('data', () => socket.write(`${HEAD}${large}\r\n`)));
      assertFailed(await flood, 'INVALID_RESPONSE', /headers .* too large/);
    });

    it('sends more than it should, and says so', async () => {
      answer = (_request, response) => {
        response.writeHead(200, { 'Content-Length': 1024 ** 3 });
        response.write('x');
      };
      assertFailed(await get(), 'INVALID_RESPONSE', /larger than 10 MB/);
    });

    it('sends a gigabyte without saying so', async () => {
      const chunk = Buffer.alloc(1024 * 1024);
      let sent = 0;
      answer = (_request, response) => {
        const pour = () => {
          while (sent < 1024 && !response.destroyed) {
            sent++;
            if (!response.write(chunk)) return void response.once('drain', pour);
          }
          response.end();
        };
        pour();
      };
      assertFailed(await get(), 'INVALID_RESPONSE', /larger than 10 MB/);
      assert(sent < 100, `${sent} MB were sent`);
    });

    it('sends a gigabyte in a small parcel', async () => {
      answer = async (_request, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        const gzip = createGzip();
        gzip.on('error', () => {});
        gzip.setMaxListeners(0).pipe(response.on('close', () => gzip.destroy()));
        const chunk = Buffer.alloc(1024 * 1024);
        for (let n = 0; n < 200 && !gzip.destroyed; n++) {
          if (!gzip.write(chunk)) await new Promise((resolve) => gzip.once('drain', resolve).once('close', resolve));
        }
        gzip.end();
      };
      assertFailed(await get(), 'INVALID_RESPONSE', /larger than 10 MB/);
    });

    it('sends what is not compressed as it says', async () => {
      answer = (_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip');
      assertFailed(await get(), 'INVALID_RESPONSE', /compressed answer .* is broken/);
      answer = (_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('whole').subarray(0, 15));
      assertFailed(await get(), 'INVALID_RESPONSE', /compressed answer .* is broken/);
      answer = (_request, response) => response.writeHead(200, { 'Content-Encoding': 'br' }).end('not brotli');
      assertFailed(await get(), 'INVALID_RESPONSE', /compressed answer .* is broken/);
    });

    it('compresses in ways that are not known, or too often', async () => {
      for (const encoding of ['zstd', 'constructor', 'gzip, gzip, gzip']) {
        answer = (_request, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end('x');
        assertFailed(await get(), 'INVALID_RESPONSE', /compressed in a way that is not known/);
      }
    });

    it('is not there', async () => {
      const gone = await httpStub(() => {});
      await gone.close();
      assertFailed(await get({}, plain({ port: gone.port })), 'CONNECTION_ERROR', /refuses the connection/);
      const lookup = async () => {
        throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      };
      const lost = createOutlet({ allowedHosts: [], lookup });
      const settings = { host: 'nowhere.example' };
      assertFailed(
        await call(http, { method: 'GET', url_path: '/' }, { settings, outlet: lost }),
        'CONNECTION_ERROR',
        /host of nowhere\.example:443 is unknown/,
      );
      await lost.close();
    });

    it('still answers the next one', async () => {
      answer = json('fine');
      assert.equal((await get()).payload, 'fine');
    });
  });

  it('throws when the run ends, and ends the call', async () => {
    let closed = false;
    answer = (request) => void request.socket.once('close', () => (closed = true));
    const run = new AbortController();
    const calling = call(http, { method: 'GET', url_path: '/' }, { settings: plain(), outlet, signal: run.signal });
    setTimeout(() => run.abort(new Error('cancelled')), 50);
    await assert.rejects(calling, /cancelled/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(closed, true);
    await assert.rejects(
      call(http, { method: 'GET', url_path: '/' }, { settings: plain(), outlet, signal: run.signal }),
      /cancelled/,
    );
  });

  it('leaves nothing with the signal of a run that calls often', async () => {
    const run = new AbortController();
    let listeners = 0;
    const { signal } = run;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = ((...given: Parameters<typeof add>) => {
      listeners++;
      add(...given);
    }) as typeof add;
    signal.removeEventListener = ((...given: Parameters<typeof remove>) => {
      listeners--;
      remove(...given);
    }) as typeof remove;
    for (let n = 0; n < 5; n++)
      await call(http, { method: 'GET', url_path: '/' }, { settings: plain(), outlet, signal });
    assert.equal(listeners, 0);
  });

  describe('validate', () => {
    const validate = async (settings: Record<string, unknown>) =>
      http.validate?.(contextOf(http, { settings, outlet }));
    it('is content with any answer', async () => {
      answer = (_request, response) => response.writeHead(404).end();
      assert.match(
        (await validate(plain())) ?? '',
        /^HEAD http:\/\/127\.0\.0\.1:\d+\/ was answered with status \d{3}\.$/,
      );
      answer = (_request, response) => response.writeHead(302, { Location: 'http://10.0.0.1/' }).end();
      await validate(plain());
      assert.deepEqual([seen[0]?.method, seen[0]?.url], ['HEAD', '/']);
    });
    it('is not content without one, nor with credentials that are turned down', async () => {
      answer = (_request, response) => response.writeHead(401).end();
      await validate(plain());
      await assert.rejects(
        validate(plain({ username: 'u', password: 'p' })),
        /does not take the username and password/,
      );
      await assert.rejects(validate(plain({ port: 1 })), /refuses the connection/);
    });
  });
});
