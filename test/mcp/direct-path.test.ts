import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { createDirectPath } from '../../src/mcp/direct-path.js';
import { createEndpoint } from '../../src/mcp/endpoint.js';
import { type Era, request as plain } from '../e2e/wire.js';
import { ANSWERS, type ComparedServer, startServer } from './compared-server.js';
import { Comparison } from './comparison.js';
import { type RawRequest, requests } from './fuzzed-requests.js';

/** FUZZED_REQUESTS=100000 takes some ten minutes. */
const FUZZED = Number(process.env.FUZZED_REQUESTS ?? 1_000);

const ERAS: readonly Era[] = ['2026-07-28', '2025-06-18'];

/** Answers that the SDK refuses, or leaves something out of. */
const FOR_THE_SDK = ['keys of objects', 'a list', 'a text', 'an instance'];

/** A call as a client of the era sends it, which makes no mistake. */
function call(era: Era, name: string, args: object, id: unknown = 1): RawRequest {
  const { headers, body } = plain(era, null, 'tools/call', { name, arguments: args });
  return { headers: Object.entries(headers), body: JSON.stringify({ ...JSON.parse(body), id }) };
}

const withHeader = ({ headers, body }: RawRequest, name: string, value: string): RawRequest => ({
  headers: [...headers, [name, value]],
  body,
});

describe('the direct path of calls and lists of tools', () => {
  let comparison: Comparison;
  let server: ComparedServer;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  beforeEach(async () => {
    comparison = new Comparison();
    server = await startServer(comparison.createEndpoint);
  });
  afterEach(async () => {
    await server.stop();
    await comparison.finish();
  });
  after(() => agent.destroy());

  function post({ headers, body }: RawRequest) {
    const sent = request(server.url, { method: 'POST', agent });
    for (const name of new Set(headers.map(([name]) => name.toLowerCase()))) {
      const all = headers.filter(([given]) => given.toLowerCase() === name);
      sent.setHeader(
        all[0]?.[0] as string,
        all.map(([, value]) => value),
      );
    }
    sent.end(body);
    return sent;
  }

  const send = (each: RawRequest): Promise<string> =>
    new Promise((resolve, reject) => {
      post(each)
        .on('error', reject)
        .on('response', (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('error', reject);
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve(text));
        });
    });

  it('answers whatever it takes as the SDK does', async function () {
    this.timeout(60_000 + FUZZED * 20);
    const { seed } = fc.readConfigureGlobal();
    for (let done = 0; done < FUZZED; done += 500) {
      const numRuns = Math.min(500, FUZZED - done);
      const sample = fc.sample(requests, { numRuns, ...(seed !== undefined && { seed: seed + done }) });
      await Promise.all(
        sample.map(async (each) => {
          await send(each);
          // Who the client says that it is has been heard now.
          await send(each);
        }),
      );
    }
    const { direct, told } = comparison.compared;
    assert(direct > FUZZED / 2 && told > FUZZED / 20, `only ${direct} and ${told} of 2 * ${FUZZED} were compared`);
  });

  for (const era of ERAS) {
    it(`gives answers of every kind as the SDK does (${era})`, async () => {
      for (const kind of Object.keys(ANSWERS)) {
        await send(call(era, 'answer', { kind }));
        await send(call(era, 'answer', { kind }));
      }
      // The first request of a new client is the SDK's.
      const taken = Object.keys(ANSWERS).length * 2 - (era === ERAS[0] ? 1 : 0);
      const told = FOR_THE_SDK.length * 2;
      assert.deepEqual(comparison.compared, { direct: taken - told, told });
    });

    it(`answers each of many requests at once under its own id (${era})`, async () => {
      await send(call(era, 'wait', { ms: 0 }));
      const ids = Array.from({ length: 100 }, (_, i) => (i % 2 ? i : `text ${i}`));
      const answers = await Promise.all(
        ids.map((id, i) => send(call(era, 'echo', { value: `mine ${i}`, other: 'x'.repeat(i * 100) }, id))),
      );
      for (const [i, text] of answers.entries()) {
        const { id, result } = JSON.parse(text.slice(text.indexOf('{"result')));
        assert.deepEqual([id, result.structuredContent.value], [ids[i], `mine ${i}`]);
      }
      assert.equal(comparison.compared.direct, era === ERAS[0] ? 100 : 101);
    });

    it(`stops the work of a client that goes away, and writes it down (${era})`, async () => {
      await send(call(era, 'wait', { ms: 0 }));
      const { compared } = comparison;
      const before = compared.direct;
      const sent = post(call(era, 'wait', { ms: 9_000 })).on('error', () => {});
      await once(sent, 'socket');
      await delay(100);
      sent.destroy();
      for (let i = 0; i < 100 && server.audit.length < 2; i++) await delay(10);
      assert.deepEqual(
        server.audit.map(({ outcome }) => outcome),
        ['ok', 'cancelled'],
      );
      assert.equal(compared.direct, before);
    });
  }

  it('stops what a client of a 2025 revision takes back, and says so', async () => {
    const session = (each: RawRequest) => withHeader(each, 'mcp-session-id', 'mine');
    const waiting = send(session(call('2025-06-18', 'wait', { ms: 9_000 }, 'it')));
    await delay(100);
    const { headers, body } = plain('2025-06-18', null, 'notifications/cancelled', { requestId: 'it' });
    const { id: _, ...message } = JSON.parse(body);
    await send(session({ headers: Object.entries(headers), body: JSON.stringify(message) }));
    assert.match(await waiting, /\\"code\\":\\"cancelled\\"/);
    assert.deepEqual(comparison.compared, { direct: 1, told: 0 });
  });

  describe('on the wire', () => {
    let sdk: ComparedServer;
    beforeEach(async () => {
      sdk = await startServer((options) => createEndpoint(options, undefined, () => async () => 'not_plain'));
    });
    afterEach(() => sdk.stop());

    /** All that a server says to so many requests, and whether it closes the connection then. */
    async function exchange({ url }: ComparedServer, requests: number, bytes: string) {
      const socket = connect(Number(url.port), url.hostname);
      let text = '';
      let closed = false;
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => {
        closed = true;
      });
      socket.write(bytes);
      while (text.split('"jsonrpc":"2.0","id":1}').length <= requests) await delay(5);
      // Long enough to hear that it is closed.
      await delay(30);
      socket.destroy();
      return { said: withoutFraming(text), closed };
    }

    const ofVersion = (version: string, era: Era, more: readonly string[] = []): string => {
      const { headers, body } = call(era, 'echo', { value: 'ä' });
      const lines = [...headers.map(([name, value]) => `${name}: ${value}`), ...more];
      const head = [`POST ${server.url.pathname} HTTP/${version}`, 'Host: 127.0.0.1', ...lines];
      return [...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
    };

    const cases: [string, { requests?: number; given: (era: Era) => string }][] = [
      ['a request', { given: (era) => ofVersion('1.1', era) }],
      ['one after the other, sent at once', { requests: 3, given: (era) => ofVersion('1.1', era).repeat(3) }],
      ['the last one of its connection', { given: (era) => ofVersion('1.1', era, ['Connection: close']) }],
      ['HTTP/1.0', { given: (era) => ofVersion('1.0', era) }],
      ['HTTP/1.0 that stays', { given: (era) => ofVersion('1.0', era, ['Connection: keep-alive']) }],
      ['a client that waits to be told to go on', { given: (era) => ofVersion('1.1', era, ['Expect: 100-continue']) }],
    ];
    for (const [name, { requests = 1, given }] of cases) {
      it(`answers as the SDK does: ${name}`, async () => {
        for (const era of ERAS) {
          await send(call(era, 'echo', { value: 'ä' }));
          const answers = [server, sdk].map((each) => exchange(each, requests, given(era)));
          const [ours, theirs] = await Promise.all(answers);
          assert.deepEqual(ours, theirs);
          assert(ours?.said.includes('HTTP/1.1 200 OK'));
        }
        assert(comparison.compared.direct >= 3);
      });
    }
  });
});

/** Without the sizes and the limits of pieces, and without what changes from one moment to the next. */
const withoutFraming = (text: string): string[] =>
  text
    .replaceAll('HTTP/1.1 ', '\r\n$&')
    .split('\r\n')
    .filter((line) => !/^(|[0-9a-f]+|(date|content-length|transfer-encoding): .*)$/i.test(line));

describe('the comparison of the direct path with the SDK', () => {
  it('fails when an answer differs', async () => {
    const comparison = new Comparison((parts) => createDirectPath({ ...parts, version: '1' }));
    const server = await startServer(comparison.createEndpoint);
    const { url } = server;
    const era = '2026-07-28';
    for (let i = 0; i < 2; i++) {
      const response = await fetch(url, plain(era, null, 'tools/list'));
      await response.text();
    }
    await server.stop();
    await assert.rejects(
      comparison.finish(),
      /^AssertionError.*1 answers differ.*\\"version\\":\\"1\\".*\\"version\\":\\"0\\"/s,
    );
  });
});
