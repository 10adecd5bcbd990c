import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { bearer, callMcp, changeArtifact, expire, opens, opensNoMore } from './attack.js';
import { ask, type Client, createClient, signInWith, type Tokens } from './flow.js';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const NO_SIGNATURE = `${encode({ alg: 'none' })}.${encode({ sub: '1', aud: 'mcp', scope: 'read write' })}.`;

describe('A token', () => {
  let gateway: TestGateway;
  let ann: number;
  let client: Client;
  let other: Client;
  before(async () => {
    gateway = await startTestGateway();
    ann = (await gateway.user('ann', 'staff')).id;
    client = await createClient(gateway);
    other = await createClient(gateway);
  });
  after(() => gateway.stop());

  const refresh = (refresh_token: string, more: Record<string, string> = {}, by: Client = client) =>
    ask(gateway, by, { grant_type: 'refresh_token', refresh_token, ...more });

  describe('for MCP', () => {
    let tokens: Tokens;
    before(async () => {
      tokens = await signInWith(gateway, client, ann);
    });

    const refusals: [name: string, { given: () => Promise<Response>; want: number }][] = [
      [
        'in the query',
        { given: () => callMcp(gateway, {}, { query: `?access_token=${tokens.access_token}` }), want: 401 },
      ],
      [
        'in the body',
        { given: () => callMcp(gateway, {}, { fields: { access_token: tokens.access_token } }), want: 401 },
      ],
      ['in a cookie', { given: () => callMcp(gateway, { cookie: `access_token=${tokens.access_token}` }), want: 401 }],
      ['as Basic', { given: () => callMcp(gateway, { authorization: `Basic ${tokens.access_token}` }), want: 401 }],
      ['with more behind it', { given: () => callMcp(gateway, bearer(`${tokens.access_token}, x`)), want: 401 }],
      ['that is a refresh token', { given: () => callMcp(gateway, bearer(tokens.refresh_token)), want: 401 }],
      ['that is a client’s secret', { given: () => callMcp(gateway, bearer(client.secret as string)), want: 401 }],
      ['that is empty', { given: () => callMcp(gateway, bearer('')), want: 401 }],
      ['that is no token', { given: () => callMcp(gateway, bearer('x'.repeat(5000))), want: 401 }],
      ['that a JSON Web Token pretends to be', { given: () => callMcp(gateway, bearer(`${NO_SIGNATURE}`)), want: 401 }],
    ];
    for (const [name, { given, want }] of refusals) {
      it(`is refused ${name}, and where one is to be had is said`, async () => {
        const response = await given();
        assert.equal(response.status, want);
        const challenge = response.headers.get('www-authenticate') ?? '';
        assert.match(
          challenge,
          /^Bearer .*resource_metadata="http:\/\/localhost:\d+\/\.well-known\/oauth-protected-res/,
        );
        assert.equal(((await response.json()) as { jsonrpc: string }).jsonrpc, '2.0');
      });
    }

    it('is refused when it was given for another audience', async () => {
      const { access_token } = await signInWith(gateway, client, ann);
      assert.equal(await opens(gateway, access_token), 200);
      await changeArtifact(gateway, 'AccessToken', access_token, { aud: 'https://elsewhere.example/mcp' });
      assert.equal(await opensNoMore(gateway, access_token), 401);
    });

    it('is refused when its time is over', async () => {
      const { access_token } = await signInWith(gateway, client, ann);
      await expire(gateway, 'AccessToken', access_token);
      assert.equal(await opens(gateway, access_token), 401);
    });

    it('allows nothing when it was given for nothing but knowing who somebody is', async () => {
      const { access_token, scope } = await signInWith(gateway, client, ann, { scope: 'openid' });
      assert.equal(scope ?? '', '');
      const response = await callMcp(gateway, bearer(access_token));
      assert.equal(response.status, 200);
      assert.match(await response.text(), /"tools":\[\]/);
    });

    it('is refused together with the query that it was sent in to the execute door', async () => {
      const response = await fetch(`${gateway.url}/integrations/execute/x?access_token=${tokens.access_token}`, {
        method: 'POST',
      });
      assert.equal(response.status, 401);
    });
  });

  describe('that refreshes', () => {
    const refusals: [name: string, { given: (tokens: Tokens) => ReturnType<typeof refresh>; want: string }][] = [
      ['of another client', { given: (tokens) => refresh(tokens.refresh_token, {}, other), want: 'invalid_grant' }],
      [
        'of a client without its secret',
        { given: (tokens) => refresh(tokens.refresh_token, {}, { ...client, secret: null }), want: 'invalid_client' },
      ],
      [
        'with more scopes',
        { given: (tokens) => refresh(tokens.refresh_token, { scope: 'read administer' }), want: 'invalid_scope' },
      ],
      [
        'for another resource',
        {
          given: (tokens) => refresh(tokens.refresh_token, { resource: 'https://x.example/' }),
          want: 'invalid_target',
        },
      ],
      ['that is an access token', { given: (tokens) => refresh(tokens.access_token), want: 'invalid_grant' }],
      [
        'whose time is over',
        {
          given: async (tokens) => {
            await expire(gateway, 'RefreshToken', tokens.refresh_token);
            return refresh(tokens.refresh_token);
          },
          want: 'invalid_grant',
        },
      ],
    ];
    for (const [name, { given, want }] of refusals) {
      it(`is refused ${name}`, async () => {
        const answer = await given(await signInWith(gateway, client, ann));
        assert.deepEqual([answer.error, answer.access_token], [want, undefined]);
      });
    }

    it('may ask for less, and the next one for no more than was granted', async () => {
      const tokens = await signInWith(gateway, client, ann, { scope: 'read execute' });
      const less = await refresh(tokens.refresh_token, { scope: 'read' });
      assert.equal(less.scope, 'read');
      const more = await refresh(less.refresh_token, { scope: 'read execute debug' });
      assert.equal(more.error, 'invalid_scope');
    });
  });

  describe('that was taken back', () => {
    it('by its client ends with all that belongs to it', async () => {
      for (const kind of ['access_token', 'refresh_token'] as const) {
        const tokens = await signInWith(gateway, client, ann);
        const answer = await ask(gateway, client, { token: tokens[kind] }, '/o/revoke/');
        assert.equal(answer.status, 200);
        assert.equal(await opens(gateway, tokens.access_token), 401);
        assert.equal((await refresh(tokens.refresh_token)).error, 'invalid_grant');
      }
    });

    it('by another client stays as it is, and that one learns nothing', async () => {
      const tokens = await signInWith(gateway, client, ann);
      for (const token of [tokens.access_token, tokens.refresh_token, 'unknown']) {
        assert.deepEqual(await ask(gateway, other, { token }, '/o/revoke/'), { status: 200 });
        assert.deepEqual(await ask(gateway, other, { token }, '/o/introspect/'), { status: 200, active: false });
      }
      assert.equal(await opens(gateway, tokens.access_token), 200);
    });

    it('by nobody stays as it is', async () => {
      const { access_token } = await signInWith(gateway, client, ann);
      for (const endpoint of ['/o/revoke/', '/o/introspect/']) {
        const answer = await ask(gateway, { ...client, secret: 'wrong' }, { token: access_token }, endpoint);
        assert.deepEqual([answer.status, answer.error], [401, 'invalid_client']);
      }
      assert.equal(await opens(gateway, access_token), 200);
    });
  });

  describe('ends, with all that belongs to it,', () => {
    const ends: [name: string, { given: (who: { name: string; by: Client }) => Promise<unknown> }][] = [
      ['with its user', { given: ({ name }) => gateway.queries.users.setActive(name, false, new Date()) }],
      [
        'with its application',
        {
          given: async ({ by }) => {
            const found = await gateway.queries.oauthApplications.byClientId(by.id);
            await gateway.queries.oauthApplications.setActive(found?.id as number, false);
          },
        },
      ],
      [
        'with an application that is deleted',
        {
          given: async ({ by }) => {
            const found = await gateway.queries.oauthApplications.byClientId(by.id);
            await gateway.queries.oauthApplications.delete(found?.id as number);
          },
        },
      ],
      [
        'when its user is no longer staff',
        {
          given: async ({ name }) => {
            const found = await gateway.queries.users.find(name);
            await gateway.queries.users.setKind(found?.id as number, 'standard', null, new Date());
          },
        },
      ],
    ];
    for (const [name, { given }] of ends) {
      it(`${name}: open streams as well, within a second`, async () => {
        const by = await createClient(gateway);
        const user = await gateway.user(`user-${by.id}`, 'staff');
        const tokens = await signInWith(gateway, by, user.id);
        const stream = await fetch(gateway.mcpUrl, {
          headers: {
            ...bearer(tokens.access_token),
            accept: 'text/event-stream',
            'mcp-protocol-version': '2025-06-18',
          },
        });
        assert.equal(stream.status, 200);
        const start = performance.now();
        await given({ name: `user-${by.id}`, by });
        const status = await opensNoMore(gateway, tokens.access_token);
        assert([401, 403].includes(status));
        await stream.text().catch(() => undefined);
        assert(performance.now() - start < 1000, `${performance.now() - start} ms`);
        const again = await refresh(tokens.refresh_token, {}, by);
        if (again.access_token) assert.equal(await opens(gateway, again.access_token), 403);
      });
    }

    it('and does not come back with its user', async () => {
      const by = await createClient(gateway);
      const { id } = await gateway.user('frank', 'staff');
      const tokens = await signInWith(gateway, by, id);
      await gateway.queries.users.setActive('frank', false, new Date());
      await gateway.queries.users.setActive('frank', true, new Date());
      assert.equal(await opens(gateway, tokens.access_token), 401);
      assert.equal((await refresh(tokens.refresh_token, {}, by)).error, 'invalid_grant');
    });
  });
});
