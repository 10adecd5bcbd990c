import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { withinASecond } from '../within-a-second.js';
import { bearer, callMcp, endOf } from './attack.js';
import { ask, type Client, createClient, Visitor } from './flow.js';

describe('Client credentials', () => {
  let gateway: TestGateway;
  let robot: number;
  let client: Client;
  before(async () => {
    gateway = await startTestGateway();
    robot = await serviceAccount('robot');
    client = await createClient(gateway, robots(robot));
  });
  after(() => gateway.stop());

  const serviceAccount = (username: string) =>
    gateway.queries.users.create(
      { username, email: null, password_hash: null, is_staff: false, is_superuser: false, is_service_account: true },
      new Date(),
    );
  const robots = (service_account_id: number) => ({ service_account_id, redirect_uris: [], skip_authorization: false });
  const credentials = (by: Client, more: Record<string, string> = {}) =>
    ask(gateway, by, { grant_type: 'client_credentials', ...more });
  const execute = async (token: string) =>
    (await fetch(`${gateway.url}/integrations/execute/hello`, { method: 'POST', headers: bearer(token) })).status;

  it('give a token that is good for what anybody may ask for, and for no refreshing', async () => {
    const tokens = await credentials(client);
    assert.deepEqual([tokens.status, tokens.scope], [200, 'read write execute debug']);
    assert.equal(tokens.refresh_token, undefined);
    assert.equal(await execute(tokens.access_token), 404);
  });

  it('give no right to what the account has no right to', async () => {
    const ann = await gateway.user('ann', 'superuser');
    await gateway.queries.components.write(
      { integration: { http_api: true } },
      { integrationId: null, name: 'hello', userId: ann.id, now: new Date(), signal: new AbortController().signal },
    );
    const { access_token } = await credentials(client);
    const refused = await execute(access_token);
    assert([403, 404].includes(refused), String(refused));
    await gateway.grant(robot, 'hello', 'execute');
    assert.equal(await execute(access_token), 200);
    const { access_token: reading } = await credentials(client, { scope: 'read' });
    assert.equal(await execute(reading), 403);
  });

  it('do not open MCP, and say why', async () => {
    const { access_token } = await credentials(client);
    const response = await callMcp(gateway, bearer(access_token));
    assert.equal(response.status, 403);
    assert.match(await response.text(), /robot is neither staff nor superuser, and so may not use MCP/);
  });

  const refusals: [name: string, { given: () => ReturnType<typeof credentials>; want: string }][] = [
    ['a wrong secret', { given: () => credentials({ ...client, secret: 'wrong' }), want: 'invalid_client' }],
    ['no secret', { given: () => credentials({ ...client, secret: null }), want: 'invalid_client' }],
    [
      'an application that acts for people',
      { given: async () => credentials(await createClient(gateway)), want: 'invalid_request' },
    ],
    [
      'a public client',
      { given: async () => credentials(await createClient(gateway, { isPublic: true })), want: 'invalid_request' },
    ],
    [
      'another resource',
      { given: () => credentials(client, { resource: 'https://x.example/' }), want: 'invalid_target' },
    ],
    ['scopes that there are not', { given: () => credentials(client, { scope: 'root' }), want: 'invalid_scope' }],
    [
      'a password in their place',
      {
        given: () => ask(gateway, client, { grant_type: 'password', username: 'ann', password: 'x' }),
        want: 'unsupported_grant_type',
      },
    ],
    ['nothing', { given: () => ask(gateway, client, {}), want: 'invalid_request' }],
  ];
  for (const [name, { given, want }] of refusals) {
    it(`are refused for ${name}`, async () => {
      const { status, error, access_token } = await given();
      assert.deepEqual([status, error, access_token], [want === 'invalid_client' ? 401 : 400, want, undefined]);
    });
  }

  it('are not for signing in', async () => {
    const { id } = await gateway.user('bob', 'staff');
    const end = await endOf(gateway, client, await Visitor.of(gateway, id), {});
    assert(!('away' in end));
    assert.equal(end.status, 400);
  });

  const ends: [name: string, (found: { id: number; account: string }) => Promise<unknown>][] = [
    ['account', ({ account }) => gateway.queries.users.setActive(account, false, new Date())],
    ['application', ({ id }) => gateway.queries.oauthApplications.setActive(id, false)],
    ['application that is deleted', ({ id }) => gateway.queries.oauthApplications.delete(id)],
  ];
  for (const [name, end] of ends) {
    it(`end with the ${name}`, async () => {
      const account = `robot of ${name}`;
      const by = await createClient(gateway, robots(await serviceAccount(account)));
      const { access_token } = await credentials(by);
      assert.equal(await execute(access_token), 404);
      const found = await gateway.queries.oauthApplications.byClientId(by.id);
      await end({ id: found?.id as number, account });
      const status = await withinASecond(
        () => execute(access_token),
        (status) => status !== 404,
      );
      assert.equal(status, 401);
      const again = await credentials(by);
      assert(again.error === 'invalid_client' || (await execute(again.access_token)) === 401);
    });
  }
});
