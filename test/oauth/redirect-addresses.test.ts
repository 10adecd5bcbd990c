import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { endOf } from './attack.js';
import { type Client, createClient, REDIRECT, Visitor } from './flow.js';

const REMOTE = 'https://app.example/callback';

describe('A redirect address', () => {
  let gateway: TestGateway;
  let visitor: Visitor;
  const clients: Record<string, Client> = {};
  before(async () => {
    gateway = await startTestGateway();
    visitor = await Visitor.of(gateway, (await gateway.user('ann', 'staff')).id);
    clients.confidential = await createClient(gateway);
    clients.public = await createClient(gateway, { isPublic: true, skip_authorization: false });
    clients.remote = await createClient(gateway, { redirect_uris: [REMOTE] });
    clients.two = await createClient(gateway, { redirect_uris: [REDIRECT, REMOTE] });
  });
  after(() => gateway.stop());

  const refusals: [name: string, { of: string; given: string | undefined }][] = [
    ['with another path', { of: 'confidential', given: 'http://localhost:6545/oauth/callbacks' }],
    ['with a longer path', { of: 'confidential', given: `${REDIRECT}/../../steal` }],
    ['with a slash at the end', { of: 'confidential', given: `${REDIRECT}/` }],
    ['with a path in other letters', { of: 'confidential', given: 'http://localhost:6545/OAuth/callback' }],
    ['with a path that is encoded', { of: 'confidential', given: 'http://localhost:6545/oauth/%63allback' }],
    ['with a query', { of: 'confidential', given: `${REDIRECT}?to=https://evil.example` }],
    ['with an empty query', { of: 'confidential', given: `${REDIRECT}?` }],
    ['with a fragment', { of: 'confidential', given: `${REDIRECT}#fragment` }],
    ['with a user’s name', { of: 'confidential', given: 'http://ann@localhost:6545/oauth/callback' }],
    [
      'with a host for a user’s name',
      { of: 'confidential', given: 'http://localhost:6545@evil.example/oauth/callback' },
    ],
    ['over HTTPS in place of HTTP', { of: 'confidential', given: 'https://localhost:6545/oauth/callback' }],
    ['over HTTP in place of HTTPS', { of: 'remote', given: 'http://app.example/callback' }],
    ['at a host below', { of: 'remote', given: 'https://x.app.example/callback' }],
    ['at a host that begins alike', { of: 'remote', given: 'https://app.example.evil.example/callback' }],
    ['at a host with a dot at the end', { of: 'remote', given: 'https://app.example./callback' }],
    ['in capital letters', { of: 'remote', given: 'https://APP.example/callback' }],
    ['at the port that is meant anyway', { of: 'remote', given: 'https://app.example:443/callback' }],
    ['behind a backslash', { of: 'remote', given: 'https://evil.example\\@app.example/callback' }],
    ['with a line break', { of: 'remote', given: `${REMOTE}\r\nLocation: https://evil.example` }],
    ['with a tab', { of: 'remote', given: 'https://app.\texample/callback' }],
    ['with a space before it', { of: 'remote', given: ` ${REMOTE}` }],
    ['without a scheme', { of: 'remote', given: '//evil.example/callback' }],
    ['that is a script', { of: 'public', given: 'javascript:alert(1)//localhost:6545/oauth/callback' }],
    ['that is a document', { of: 'public', given: 'data:text/html,<script>alert(1)</script>' }],
    ['that is empty', { of: 'two', given: '' }],
    ['that is left out, of a client with several', { of: 'two', given: undefined }],
    ['of another client', { of: 'confidential', given: REMOTE }],
    [
      'at another port, of a client with a secret',
      { of: 'confidential', given: 'http://localhost:6546/oauth/callback' },
    ],
    ['at another loopback name', { of: 'confidential', given: 'http://127.0.0.1:6545/oauth/callback' }],
    [
      'at another loopback name, of a client without a secret',
      { of: 'public', given: 'http://127.0.0.1:1/oauth/callback' },
    ],
    ['at another port and path, of a client without a secret', { of: 'public', given: 'http://localhost:6546/steal' }],
    [
      'at another host and port, of a client without a secret',
      { of: 'public', given: 'http://localhost.evil.example:6546/oauth/callback' },
    ],
    [
      'with a user’s name and another port, of a client without a secret',
      { of: 'public', given: 'http://ann@localhost:6546/oauth/callback' },
    ],
  ];

  for (const [name, { of, given }] of refusals) {
    it(`is refused ${name}; the browser stays here`, async () => {
      const end = await endOf(gateway, clients[of] as Client, visitor, { redirect_uri: given });
      assert(!('away' in end), `${'away' in end && end.away}`);
      assert.equal(end.status, 400);
      assert.match(end.page, /This client cannot sign you in/);
      assert(
        !/http-equiv|<script/.test(end.page.replace(/<script src="\/assets\/[^"]+"[^>]*><\/script>/g, '')),
        end.page,
      );
    });
  }

  it('is not believed when the request is wrong besides', async () => {
    for (const more of [
      { response_type: 'token' },
      { code_challenge: undefined },
      { scope: '\u0007' },
      { prompt: 'none' },
    ]) {
      const redirect_uri = 'https://evil.example/';
      const end = await endOf(gateway, clients.confidential as Client, visitor, { redirect_uri, ...more });
      assert(!('away' in end), JSON.stringify(more));
      assert.equal(end.status, 400);
    }
  });

  it('is not believed of a client that is not known', async () => {
    for (const id of ['nobody', '', '__proto__', 'https://evil.example/client.json', '\0', 'x'.repeat(5000)]) {
      const end = await endOf(gateway, { id }, visitor, { redirect_uri: 'https://evil.example/' });
      assert(!('away' in end), id);
      assert.equal(end.status, 400, id.slice(0, 40));
    }
  });

  it('may have any port on the user’s own machine, where the client has no secret: it is asked about', async () => {
    for (const port of ['1024', '50123']) {
      const given = { redirect_uri: `http://localhost:${port}/oauth/callback` };
      const end = await endOf(gateway, clients.public as Client, visitor, given);
      assert(!('away' in end));
      assert.equal(end.status, 200);
      assert.match(end.page, /to act for you/);
    }
  });

  it('may be left out by a client that has one alone, and is that one then', async () => {
    const end = await endOf(gateway, clients.confidential as Client, visitor, { redirect_uri: undefined });
    assert('away' in end);
    assert.equal(end.away.origin + end.away.pathname, REDIRECT);
  });
});
