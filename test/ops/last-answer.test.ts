import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lastAnswer } from '../../src/ops/last-answer.js';

describe('the last answer on a connection', () => {
  const cases: [string, { given: (res: ServerResponse) => void }][] = [
    ['says so of itself', { given: (res) => res.end('x') }],
    ['says so whatever was set', { given: (res) => res.setHeader('connection', 'keep-alive').end('x') }],
    [
      'says so whatever is written with the status',
      { given: (res) => res.writeHead(200, { connection: 'keep-alive', 'x-other': 'kept' }).end('x') },
    ],
    [
      'says so when it comes in parts',
      {
        given: (res) => {
          res.write('x');
          res.end();
        },
      },
    ],
  ];
  for (const [name, { given }] of cases) {
    it(name, async () => {
      const server = createServer((_req, res) => {
        res.setHeader('x-other', 'kept');
        lastAnswer(res);
        given(res);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const { status, headers, text } = await fetch(`http://127.0.0.1:${port}`).then(async (answer) => ({
        status: answer.status,
        headers: answer.headers,
        text: await answer.text(),
      }));
      server.close();
      assert.deepEqual([status, headers.get('connection'), headers.get('x-other'), text], [200, 'close', 'kept', 'x']);
    });
  }
});
