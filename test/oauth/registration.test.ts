import assert from 'node:assert/strict';
import { UNUSED_FOR_MS } from '../../src/oauth/client-registration.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { endOf } from './attack.js';
import { ask, Visitor } from './flow.js';

const LOCAL = 'http://localhost:4711/callback';
const REMOTE = 'https://app.example/callback';

interface Registered {
  readonly status: number;
  readonly client_id: string;
  readonly client_secret?: string;
  readonly error?: string;
  readonly error_description?: string;
}

const ADDRESS = 'invalid_redirect_uri';
const METADATA = 'invalid_client_metadata';

describe('Dynamic registration', () => {
  let gateway: TestGateway;
  let closed: TestGateway;
  before(async () => {
    gateway = await startTestGateway('', {
      GATEWAY_CLIENT_REGISTRATION: 'localhost,app.example,*.apps.example',
      // Each test registers from an address of its own.
      GATEWAY_PROXIES: '1',
    });
    closed = await startTestGateway();
  });
  after(async () => {
    await gateway.stop();
    await closed.stop();
  });

  let count = 0;
  const register = async (
    given: object | string,
    { at = gateway, from = `10.1.0.${++count}` }: { at?: TestGateway; from?: string } = {},
  ): Promise<Registered> => {
    const body = typeof given === 'string' ? given : JSON.stringify({ redirect_uris: [LOCAL], ...given });
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': from };
    const response = await fetch(`${at.url}/o/register/`, { method: 'POST', headers, body });
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    return { status: response.status, ...((await response.json()) as Omit<Registered, 'status'>) };
  };
  const NONE = { token_endpoint_auth_method: 'none' };

  it('is not there unless it is turned on, and not promised', async () => {
    for (const path of ['/o/register/', '/o/register']) {
      const response = await fetch(closed.url + path, { method: 'POST', body: '{}' });
      assert.equal(response.status, 404);
    }
    for (const path of ['oauth-authorization-server', 'openid-configuration']) {
      const metadata = (await (await fetch(`${closed.url}/.well-known/${path}`)).json()) as Record<string, unknown>;
      assert.equal(metadata.registration_endpoint, undefined);
      assert(!metadata.client_id_metadata_document_supported);
      const open = (await (await fetch(`${gateway.url}/.well-known/${path}`)).json()) as Record<string, unknown>;
      assert.equal(open.registration_endpoint, `${gateway.url}/o/register/`);
    }
  });

  const refusals: [name: string, { given: object | string; want: string }][] = [
    ['at a host that is not listed', { given: { redirect_uris: ['https://evil.example/'] }, want: ADDRESS }],
    ['at one among others', { given: { redirect_uris: [REMOTE, 'https://evil.example/'] }, want: ADDRESS }],
    ['at a host that ends alike', { given: { redirect_uris: ['https://evilapp.example/'] }, want: ADDRESS }],
    [
      'at the domain of which the hosts below are listed',
      { given: { redirect_uris: ['https://apps.example/'] }, want: ADDRESS },
    ],
    ['at a host for a user’s name', { given: { redirect_uris: ['https://app.example@evil.example/'] }, want: ADDRESS }],
    ['over HTTP', { given: { redirect_uris: ['http://app.example/callback'] }, want: ADDRESS }],
    ['that is a script', { given: { redirect_uris: ['javascript:alert(1)//app.example'] }, want: ADDRESS }],
    ['that is a document', { given: { redirect_uris: ['data:text/html,x'] }, want: ADDRESS }],
    ['of another program', { given: { redirect_uris: ['evil-app:/callback'] }, want: ADDRESS }],
    ['with a fragment', { given: { redirect_uris: [`${REMOTE}#x`] }, want: ADDRESS }],
    ['that is none', { given: { redirect_uris: ['nowhere'] }, want: ADDRESS }],
    ['that is missing', { given: { redirect_uris: [] }, want: ADDRESS }],
    ['that is missing altogether', { given: { redirect_uris: undefined }, want: ADDRESS }],
    ['that is a number', { given: { redirect_uris: [1] }, want: ADDRESS }],
    [
      'a thousand times',
      { given: { redirect_uris: Array.from({ length: 1000 }, (_, i) => `${LOCAL}${i}`) }, want: METADATA },
    ],
    [
      'and for tokens of its own',
      { given: { ...NONE, grant_types: ['client_credentials'], response_types: [] }, want: METADATA },
    ],
    [
      'and for tokens of its own, with a secret',
      { given: { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] }, want: METADATA },
    ],
    [
      'and for tokens in the answer',
      { given: { grant_types: ['implicit'], response_types: ['token'] }, want: METADATA },
    ],
    ['and for passwords', { given: { grant_types: ['password'] }, want: METADATA }],
    [
      'and keys that are to be fetched',
      { given: { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'http://169.254.169.254/' }, want: METADATA },
    ],
    [
      'and further addresses that are to be fetched',
      { given: { sector_identifier_uri: 'https://internal.example/secret.json' }, want: METADATA },
    ],
    ['and a name that is none', { given: { client_name: { a: 1 } }, want: METADATA }],
    ['in what is not JSON', { given: '{"redirect_uris": [', want: 'invalid_request' }],
    ['in what is no object', { given: '[]', want: 'invalid_request' }],
    [
      'in a body of ten megabytes',
      { given: `{"client_name":"${'x'.repeat(10 * 1024 * 1024)}"}`, want: 'invalid_request' },
    ],
  ];
  for (const [name, { given, want }] of refusals) {
    it(`refuses an address ${name}`, async () => {
      const { status, error, client_id } = await register(given);
      assert.deepEqual([status, error, client_id], [400, want, undefined]);
    });
  }

  it('takes a name that can be read, and no more of it than that', async () => {
    const cases: [string, string][] = [
      ['\u202Eelpp\u202C\u0000A\nB\u200B', 'elppAB'],
      ['x'.repeat(10_000), 'x'.repeat(100)],
      ['\u202E \u200B', 'A client without a name'],
    ];
    for (const [client_name, want] of cases) {
      const { client_id } = await register({ client_name, ...NONE });
      assert.equal((await gateway.queries.oauthApplications.byClientId(client_id))?.name, want);
    }
  });

  it('makes nobody what an administrator makes', async () => {
    const { client_id } = await register({
      skip_authorization: true,
      registered: false,
      service_account_id: 1,
      made_by: 1,
    });
    const made = await gateway.queries.oauthApplications.byClientId(client_id);
    assert.deepEqual(
      [made?.skip_authorization, made?.registered, made?.service_account_id, made?.made_by, made?.made_by_superuser],
      [false, true, null, null, false],
    );
  });

  it('takes nobody’s place: the id is ours', async () => {
    const { client_id } = await register(NONE);
    const again = await register({ ...NONE, client_id, client_secret: 'mine' });
    assert.notEqual(again.client_id, client_id);
    assert.equal(again.client_secret, undefined);
  });

  it('keeps no secret readable, and asks for it', async () => {
    const grant_types = ['authorization_code', 'refresh_token'];
    const { client_id, client_secret = '' } = await register({ grant_types });
    assert(client_secret.length >= 43);
    const kept = await gateway.queries.oauthApplications.byClientId(client_id);
    assert(!JSON.stringify(kept).includes(client_secret));
    for (const secret of ['wrong', kept?.secret_hash as string, null]) {
      const refused = await ask(
        gateway,
        { id: client_id, secret },
        { grant_type: 'refresh_token', refresh_token: 'x' },
      );
      assert.equal(refused.error, 'invalid_client');
    }
    const known = await ask(
      gateway,
      { id: client_id, secret: client_secret },
      { grant_type: 'refresh_token', refresh_token: 'x' },
    );
    assert.equal(known.error, 'invalid_grant');
  });

  it('is over after a time', async () => {
    const { client_id } = await register(NONE);
    const made = await gateway.queries.oauthApplications.byClientId(client_id);
    const lifetime = Date.parse(made?.expires_at ?? '') - Date.parse(made?.created_at ?? '');
    assert.equal(lifetime, UNUSED_FOR_MS);
  });

  it('lets a client be, that nobody has allowed anything: it is asked about, with a warning', async () => {
    const { id } = await gateway.user('ann', 'superuser');
    const { client_id } = await register({ ...NONE, client_name: 'Integration Gateway' });
    const end = await endOf(gateway, { id: client_id }, await Visitor.of(gateway, id), { redirect_uri: LOCAL });
    assert('page' in end);
    assert.match(end.page, /nobody has checked its name/);
  });

  it('is slowed down from one address, and not from others', async () => {
    const from = '10.2.0.1';
    for (let i = 0; i < 20; i++) assert.equal((await register({ redirect_uris: ['nowhere'] }, { from })).status, 400);
    const refused = await register(NONE, { from });
    assert.deepEqual([refused.status, refused.error], [429, 'temporarily_unavailable']);
    assert.equal((await register(NONE, { from: '10.2.0.2' })).status, 201);
    // What stands before the address that our own proxy has added was said by the sender.
    assert.equal((await register(NONE, { from: '10.2.0.3, 10.2.0.1' })).status, 429);
  });
});
