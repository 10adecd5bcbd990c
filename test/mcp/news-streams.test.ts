import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { InMemoryServerEventBus } from '@modelcontextprotocol/server';
import { NewsStreams } from '../../src/mcp/news-streams.js';

describe('the news streams of 2025 clients', () => {
  const news = new InMemoryServerEventBus();
  const streams = new NewsStreams(news, 20);
  let server: Server;
  let url: string;
  before(async () => {
    server = createServer((_request, response) => streams.open(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it('say at once that they are open, tell the news and nothing else, stay alive, and end', async () => {
    const response = await fetch(url);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const reading = response.text();
    news.publish({ kind: 'prompts_list_changed' });
    news.publish({ kind: 'tools_list_changed' });
    await delay(100);
    streams.end();
    const text = await reading;
    assert.match(text, /^: open\n\n/);
    assert.deepEqual(
      [...text.matchAll(/^event: message\ndata: (.*)\n\n/gm)].map(([, data]) => JSON.parse(data as string)),
      [{ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }],
    );
    assert(text.match(/^: keepalive$/gm), 'no sign of life');
  });
});
