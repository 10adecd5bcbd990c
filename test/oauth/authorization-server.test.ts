import assert from 'node:assert/strict';
import { hashSecret } from '../../src/auth/secret.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { opensNoMore } from './attack.js';
import { ask, authorizationUrl, createClient, getCode, pkce, REDIRECT, signInWith, Visitor } from './flow.js';

describe('The authorization server', () => {
  let gateway: TestGateway;
  let ann: number;
  before(async () => {
    gateway = await startTestGateway();
    ann = (await gateway.user('ann', 'staff')).id;
  });
  after(() => gateway.stop());

  const list = (token: string) =>
    fetch(gateway.mcpUrl, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    });

  it('gives a token that opens MCP, and a new one for a refresh token', async () => {
    const client = await createClient(gateway);
    const tokens = await signInWith(gateway, client, ann);
    assert.equal(tokens.status, 200, JSON.stringify(tokens));
    assert.equal(tokens.scope, 'read write execute debug');
    assert.equal((await list(tokens.access_token)).status, 200);
    const next = await ask(gateway, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    assert.equal(next.status, 200, JSON.stringify(next));
    assert.equal((await list(next.access_token)).status, 200);
  });

  it('gives an application that may administer every scope when it names none', async () => {
    const client = await createClient(gateway, { all_scopes: true });
    assert.equal((await signInWith(gateway, client, ann)).scope, 'read write execute debug administer');
    assert.equal((await signInWith(gateway, client, ann, { scope: 'read' })).scope, 'read');
  });

  it('takes the refresh token of a client without a secret once, and ends all when it comes back', async () => {
    const client = await createClient(gateway, { isPublic: true });
    const verifier = pkce();
    const away = await (await Visitor.of(gateway, ann)).allow(authorizationUrl(gateway, client, verifier));
    const tokens = await ask(gateway, client, {
      grant_type: 'authorization_code',
      code: away.searchParams.get('code') as string,
      redirect_uri: REDIRECT,
      code_verifier: verifier.verifier,
    });
    const refreshing = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const next = await ask(gateway, client, refreshing);
    assert.equal((await list(next.access_token)).status, 200);
    assert.equal((await ask(gateway, client, refreshing)).error, 'invalid_grant');
    assert.equal(await opensNoMore(gateway, next.access_token), 401, 'all of that grant is gone');
  });

  it('lets a client with a secret refresh several times at once', async () => {
    const client = await createClient(gateway);
    const { refresh_token } = await signInWith(gateway, client, ann);
    const all = await Promise.all(
      [1, 2, 3].map(() => ask(gateway, client, { grant_type: 'refresh_token', refresh_token })),
    );
    for (const tokens of all) {
      assert.equal(tokens.status, 200, JSON.stringify(tokens));
      assert.equal((await list(tokens.access_token)).status, 200);
    }
  });

  it('asks for consent, in words', async () => {
    const client = await createClient(gateway, { skip_authorization: false, name: 'Helper' });
    const visitor = await Visitor.of(gateway, ann);
    const verifier = pkce();
    const asked = await visitor.follow(authorizationUrl(gateway, client, verifier, { scope: 'read execute' }));
    assert('page' in asked && asked.status === 200);
    assert.match(asked.page, /Allow <em>Helper<\/em>/);
    assert.match(asked.page, /run integrations/);
    const answered = await visitor.submit(asked.page, asked.url.pathname, { decision: 'allow', scope: 'read' });
    const onward = /content="0;url=([^"]+)"/.exec(await answered.text())?.[1];
    const end = await visitor.follow(onward as string);
    assert('away' in end);
    assert.equal(end.away.origin + end.away.pathname, REDIRECT);
    assert.equal(end.away.searchParams.get('iss'), gateway.url);
    const tokens = await ask(gateway, client, {
      grant_type: 'authorization_code',
      code: end.away.searchParams.get('code') as string,
      redirect_uri: REDIRECT,
      code_verifier: verifier.verifier,
    });
    assert.equal(tokens.scope, 'read');
  });

  it('lets no code be used twice', async () => {
    const client = await createClient(gateway);
    const verifier = pkce();
    const code = await getCode(gateway, client, await Visitor.of(gateway, ann), verifier);
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier.verifier,
    };
    const first = await ask(gateway, client, fields);
    assert.equal((await list(first.access_token)).status, 200);
    assert.equal((await ask(gateway, client, fields)).error, 'invalid_grant');
    assert.equal(await opensNoMore(gateway, first.access_token), 401);
    const told = gateway.logged.filter(
      (line) => line.includes(`"client":"${client.id}"`) && line.includes('used twice'),
    );
    assert.equal(told.length, 1);
  });

  it('acts for whoever is signed in now, and not for who was before in the same browser', async () => {
    const client = await createClient(gateway);
    const bob = (await gateway.user('bob', 'staff')).id;
    const visitor = await Visitor.of(gateway, ann);
    await getCode(gateway, client, visitor, pkce());
    visitor.cookies.set('session', (await Visitor.of(gateway, bob)).cookies.get('session') as never);
    const verifier = pkce();
    const code = await getCode(gateway, client, visitor, verifier);
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier.verifier };
    const { access_token } = await ask(gateway, client, fields);
    const owner = await gateway.queries.oauthArtifacts.accessToken(hashSecret(access_token));
    assert.equal(owner?.username, 'bob');
  });
});
