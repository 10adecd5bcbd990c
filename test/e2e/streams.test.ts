import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { startTestGateway } from './gateway.js';
import { startToolServer, type ToolServer } from './tool-server.js';
import { type Era, request } from './wire.js';

const LIMITS = { each: 2, all: 4, checkEveryMs: 50 };

/** Opens a stream as a client of each era does. */
const openings: Record<Era, (url: string, token: string, signal?: AbortSignal) => Promise<Response>> = {
  '2025-06-18': (url, token, signal) =>
    fetch(url, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, 'mcp-protocol-version': '2025-06-18' },
      ...(signal && { signal }),
    }),
  '2026-07-28': (url, token, signal) =>
    fetch(url, {
      ...request('2026-07-28', token, 'subscriptions/listen', { notifications: { toolsListChanged: true } }),
      ...(signal && { signal }),
    }),
};

/** All that a stream says until it ends; `cut` when it is cut off. */
async function untilEnd(response: Response): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) text += Buffer.from(chunk);
    return text;
  } catch {
    return `${text} cut`;
  }
}

for (const [era, listen] of Object.entries(openings)) {
  describe(`the streams on which clients wait for news (${era})`, () => {
    let fresh: FreshDatabase;
    let server: ToolServer;
    let close: () => Promise<void>;
    let count = 0;
    let token: string;
    let userId: number;
    before(async () => {
      fresh = await freshDatabase.SQLite();
      const db = await openDatabase({ url: fresh.url });
      await migrate(db);
      server = await startToolServer(db, LIMITS);
      close = async () => {
        await server.stop();
        await db.destroy();
        await fresh.remove();
      };
    });
    after(() => close());
    beforeEach(async () => {
      ({ id: userId, token } = await server.user(`user${++count}`));
    });

    it('are held back to a number for each person, and give their place back when they end', async () => {
      const leaving = new AbortController();
      const open = [await listen(server.url, token, leaving.signal), await listen(server.url, token, leaving.signal)];
      assert.deepEqual(
        open.map(({ status }) => status),
        [200, 200],
      );
      const refused = await listen(server.url, token);
      assert.equal(refused.status, 429);
      assert.match(((await refused.json()) as { error: { message: string } }).error.message, /2 streams open/);
      leaving.abort();
      await delay(50);
      const again = await listen(server.url, token);
      assert.equal(again.status, 200);
      await again.body?.cancel();
    });

    it('are held back to a number in all', async () => {
      await delay(50);
      const leaving = new AbortController();
      const tokens = [token, (await server.user(`more${count}`)).token, (await server.user(`most${count}`)).token];
      const statuses: number[] = [];
      for (const one of [...tokens, ...tokens]) {
        statuses.push((await listen(server.url, one, leaving.signal)).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 503, 503]);
      leaving.abort();
      await delay(50);
    });

    const ends: [string, () => Promise<unknown>][] = [
      ['whose token was revoked', async () => revokeAll(server, userId)],
      [
        'whose token has expired',
        () => server.scene.db('api_tokens').where({ user_id: userId }).update({ expires_at: new Date().toISOString() }),
      ],
      ['of a user who was disabled', () => server.scene.queries.users.setActive(`user${count}`, false, new Date())],
    ];
    for (const [name, act] of ends) {
      it(`are cut off for one ${name}`, async () => {
        const { token: other } = await server.user(`other${count}`);
        const leaving = new AbortController();
        const stays = await listen(server.url, other, leaving.signal);
        const told = untilEnd(await listen(server.url, token));
        await act();
        assert.match(await told, /cut$/);
        const stayed = untilEnd(stays);
        server.events.publish({ type: 'tools_changed' });
        await delay(100);
        leaving.abort();
        assert.match(await stayed, /list_changed/);
        assert.equal((await listen(server.url, token)).status, 401);
      });
    }

    it('say once what changed a hundred times at once, and miss nothing', async () => {
      await delay(150);
      const leaving = new AbortController();
      const told = untilEnd(await listen(server.url, token, leaving.signal));
      for (let i = 0; i < 100; i++) server.events.publish({ type: 'tools_changed' });
      await delay(400);
      leaving.abort();
      assert.equal((await told).match(/tools\/list_changed/g)?.length, 2);
    });

    it('end in order when the gateway stops, and none are opened any more', async () => {
      await delay(50);
      const told = untilEnd(await listen(server.url, token));
      await server.endpoint.endStreams();
      assert.doesNotMatch(await told, /cut$/);
      if (era === '2026-07-28') assert.match(await told, /"id":1,"result"/);
      assert.equal((await listen(server.url, token)).status, 503);
    });
  });
}

async function revokeAll(server: ToolServer, userId: number): Promise<void> {
  const now = new Date();
  await server.scene.db('api_tokens').where({ user_id: userId }).update({ revoked_at: now.toISOString() });
}

describe('a GET', () => {
  let fresh: FreshDatabase;
  let server: ToolServer;
  let close: () => Promise<void>;
  let token: string;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = await openDatabase({ url: fresh.url });
    await migrate(db);
    server = await startToolServer(db);
    ({ token } = await server.user('ann2'));
    close = async () => {
      await server.stop();
      await db.destroy();
      await fresh.remove();
    };
  });
  after(() => close());

  it('of a client that vanishes is no news to anybody', async () => {
    const { error } = console;
    const printed: unknown[] = [];
    console.error = (...args: unknown[]) => void printed.push(args);
    try {
      const { host, port, pathname } = new URL(server.url);
      const socket = connect(Number(port), '127.0.0.1');
      const headers = `Host: ${host}\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}`;
      socket.write(`GET ${pathname} HTTP/1.1\r\n${headers}\r\n\r\n`);
      await once(socket, 'data');
      socket.resetAndDestroy();
      await delay(50);
    } finally {
      console.error = error;
    }
    assert.deepEqual(printed, []);
  });

  const SSE = { accept: 'text/event-stream' };
  const cases: [string, { given: (bearer: string) => Record<string, string>; want: number }][] = [
    [
      'by a browser that wants a page',
      { given: (authorization) => ({ authorization, accept: 'text/html' }), want: 405 },
    ],
    [
      'by a client of 2026-07-28, which knows none',
      { given: (authorization) => ({ ...SSE, authorization, 'mcp-protocol-version': '2026-07-28' }), want: 405 },
    ],
    ['without a token', { given: () => SSE, want: 401 }],
    [
      'from a page of another site',
      { given: (authorization) => ({ ...SSE, authorization, origin: 'https://evil.example' }), want: 403 },
    ],
    ['that waits for news', { given: (authorization) => ({ ...SSE, authorization }), want: 200 }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${name}: ${want}`, async () => {
      const response = await fetch(server.url, { headers: given(`Bearer ${token}`) });
      assert.equal(response.status, want);
      await response.body?.cancel();
    });
  }
});

describe('a gateway that is stopped', () => {
  it('does not wait for those who wait for news', async function stopping() {
    this.timeout(30_000);
    const gateway = await startTestGateway();
    const { token } = await gateway.user('ann');
    const open = await Promise.all(Object.values(openings).map((listen) => listen(gateway.mcpUrl, token)));
    const told = open.map(untilEnd);
    const began = performance.now();
    await gateway.stop();
    assert(performance.now() - began < 2_000, 'it waited');
    for (const text of await Promise.all(told)) assert.doesNotMatch(text, /cut$/);
  });
});
