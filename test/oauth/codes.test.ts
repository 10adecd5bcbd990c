import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { endOf, expire, opens, opensNoMore, type Redemption, redemption } from './attack.js';
import { ask, type Client, createClient, pkce, REDIRECT, Visitor } from './flow.js';

const GRANT = 'invalid_grant';
const CLIENT = 'invalid_client';
const TARGET = 'invalid_target';
const REQUEST = 'invalid_request';

describe('An authorization code', () => {
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

  const refusals: [name: string, { given: (sent: Redemption) => Redemption | Promise<Redemption>; want: string }][] = [
    ['with the verifier of another request', { given: changed({ code_verifier: pkce().verifier }), want: GRANT }],
    ['without a verifier', { given: changed({ code_verifier: '' }), want: GRANT }],
    ['with the challenge for a verifier', { given: changed({ code_verifier: pkce().challenge }), want: GRANT }],
    ['of another client', { given: ({ fields }) => ({ client: other, fields }), want: GRANT }],
    [
      'with a wrong secret',
      { given: ({ client: { id }, fields }) => ({ client: { id, secret: 'wrong' }, fields }), want: CLIENT },
    ],
    [
      'of a client that has a secret, without it',
      { given: ({ client: { id }, fields }) => ({ client: { id, secret: null }, fields }), want: CLIENT },
    ],
    [
      'with a secret twice, in the header and in the body',
      {
        given: (sent) => ({ ...sent, fields: { ...sent.fields, client_secret: sent.client.secret ?? '' } }),
        want: 'invalid_request',
      },
    ],
    ['with another redirect address', { given: changed({ redirect_uri: `${REDIRECT}/` }), want: GRANT }],
    ['for another resource', { given: changed({ resource: 'https://elsewhere.example/mcp' }), want: TARGET }],
    [
      'with one letter changed',
      {
        given: (sent) => {
          const code = sent.fields.code ?? '';
          return { ...sent, fields: { ...sent.fields, code: code.slice(0, -1) + (code.endsWith('a') ? 'b' : 'a') } };
        },
        want: GRANT,
      },
    ],
    [
      'that has expired',
      {
        given: async (sent) => {
          await expire(gateway, 'AuthorizationCode', sent.fields.code as string);
          return sent;
        },
        want: GRANT,
      },
    ],
    ['as a refresh token', { given: ({ client, fields }) => ({ client, fields: asRefresh(fields) }), want: GRANT }],
  ];

  for (const [name, { given, want }] of refusals) {
    it(`is refused ${name}`, async () => {
      const { client: by, fields } = await given(await redemption(gateway, client, ann));
      const answer = await ask(gateway, by, fields);
      assert.deepEqual([answer.status, answer.error], [want === CLIENT ? 401 : 400, want]);
      assert.equal(answer.access_token, undefined);
    });
  }

  it('is refused when its user was deactivated meanwhile', async () => {
    const eve = (await gateway.user('eve', 'staff')).id;
    const { fields } = await redemption(gateway, client, eve);
    await gateway.queries.users.setActive('eve', false, new Date());
    assert.equal((await ask(gateway, client, fields)).error, GRANT);
  });

  it('gives no more than was asked for when more is asked for in its place', async () => {
    const { fields } = await redemption(gateway, client, ann, { scope: 'read' });
    const tokens = await ask(gateway, client, { ...fields, scope: 'read administer' });
    assert.equal(tokens.scope, 'read');
  });

  it('ends the tokens that came of it when it is used twice', async () => {
    const { fields } = await redemption(gateway, client, ann);
    const tokens = await ask(gateway, client, fields);
    assert.equal(await opens(gateway, tokens.access_token), 200);
    assert.equal((await ask(gateway, client, fields)).error, GRANT);
    assert.equal(await opensNoMore(gateway, tokens.access_token), 401);
    const refreshed = await ask(gateway, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    assert.equal(refreshed.error, GRANT);
  });

  const requests: [name: string, { given: Record<string, string | undefined>; want: string }][] = [
    ['without PKCE', { given: { code_challenge: undefined, code_challenge_method: undefined }, want: REQUEST }],
    ['with the method plain', { given: { code_challenge_method: 'plain' }, want: REQUEST }],
    ['with no method, which means plain', { given: { code_challenge_method: undefined }, want: REQUEST }],
    ['with a method and no challenge', { given: { code_challenge: undefined }, want: REQUEST }],
    ['with a challenge that can be guessed', { given: { code_challenge: 'abc' }, want: REQUEST }],
    ['for a token in its place', { given: { response_type: 'token' }, want: 'unsupported_response_type' }],
    ['for a token beside it', { given: { response_type: 'code token' }, want: 'unsupported_response_type' }],
    ['for another resource', { given: { resource: 'https://elsewhere.example/mcp' }, want: TARGET }],
    ['for no resource at all', { given: { resource: 'mcp' }, want: TARGET }],
    ['that is signed by its sender', { given: { request: 'eyJhbGciOiJub25lIn0.e30.' }, want: 'request_not_supported' }],
    [
      'that is to be fetched',
      { given: { request_uri: 'https://elsewhere.example/request' }, want: 'request_uri_not_supported' },
    ],
    ['of a user who shall not be asked', { given: { prompt: 'none' }, want: 'login_required' }],
    ['for scopes that there are not', { given: { scope: 'root everything' }, want: 'invalid_scope' }],
    ['in a way that does not exist', { given: { response_mode: 'carrier_pigeon' }, want: 'unsupported_response_mode' }],
  ];

  for (const [name, { given, want }] of requests) {
    it(`is not given to a request ${name}; the client learns why, and from whom`, async () => {
      const visitor = given.prompt ? new Visitor(gateway.url) : await Visitor.of(gateway, ann);
      const end = await endOf(gateway, client, visitor, given);
      assert('away' in end, JSON.stringify(end));
      const { origin, pathname, search, hash } = end.away;
      assert.equal(origin + pathname, REDIRECT);
      // Whoever asks for a token in the answer reads it behind the #.
      const { error, iss, state, code } = Object.fromEntries(new URLSearchParams(search || hash.slice(1)));
      assert.deepEqual({ error, iss, state, code }, { error: want, iss: gateway.url, state: 'xyz', code: undefined });
    });
  }

  it('comes with the issuer that the metadata names, so that no other server can be taken for it', async () => {
    const metadata = (await (await fetch(`${gateway.url}/.well-known/oauth-authorization-server`)).json()) as {
      issuer: string;
      authorization_response_iss_parameter_supported: boolean;
      code_challenge_methods_supported: string[];
    };
    const end = await endOf(gateway, client, await Visitor.of(gateway, ann), {});
    assert('away' in end);
    assert.equal(end.away.searchParams.get('iss'), metadata.issuer);
    assert.equal(metadata.authorization_response_iss_parameter_supported, true);
    assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
  });
});

/** Leaves out what is empty. */
function changed(change: Record<string, string>) {
  return ({ client, fields }: Redemption): Redemption => ({
    client,
    fields: Object.fromEntries(Object.entries({ ...fields, ...change }).filter(([, value]) => value !== '')),
  });
}

const asRefresh = ({ code = '' }: Record<string, string>) => ({ grant_type: 'refresh_token', refresh_token: code });
