import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/connection.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { bearer, callMcp } from './attack.js';
import { ask, authorizationUrl, type Client, createClient, pkce, REDIRECT, type Tokens, Visitor } from './flow.js';

const PASSWORD = 'correct horse battery staple';

/** Everything that is given out or sent in a sign-in, by what it is. */
class Secrets {
  readonly #found = new Map<string, string>();

  add(name: string, ...secrets: (string | null | undefined)[]): void {
    for (const secret of secrets) if (secret) this.#found.set(secret, name);
  }

  addTokens({ access_token, refresh_token }: Tokens): void {
    this.add('access token', access_token);
    this.add('refresh token', refresh_token);
  }

  addClient({ id, secret }: Client): void {
    this.add('client secret', secret, secret && btoa(`${id}:${secret}`));
  }

  addCookies({ cookies }: Visitor): void {
    for (const [name, { value }] of cookies) this.add(`cookie ${name}`, value);
  }

  get kinds(): Set<string> {
    return new Set(this.#found.values());
  }

  /** Which kinds a text holds, as they are or as they are written in an address. */
  in(text: Buffer | string): string[] {
    const all = [...this.#found].filter(
      ([secret]) => text.includes(secret) || text.includes(encodeURIComponent(secret)),
    );
    return all.map(([, name]) => name);
  }
}

describe('What is secret', () => {
  let gateway: TestGateway;
  const secrets = new Secrets();
  before(async () => {
    gateway = await startTestGateway('', { GATEWAY_CLIENT_REGISTRATION: 'localhost' });
    await signInEveryWay();
    await failEveryWay();
  });
  after(() => gateway.stop());

  /** Keeps what it knows before it is overwritten. */
  async function follow(visitor: Visitor, address: string) {
    secrets.addCookies(visitor);
    const end = await visitor.follow(address);
    secrets.addCookies(visitor);
    return end;
  }

  async function signInEveryWay(): Promise<void> {
    const { token } = await gateway.user('ann', 'staff', PASSWORD);
    secrets.add('API token', token);
    secrets.add('password', PASSWORD, btoa(`ann:${PASSWORD}`));
    await callMcp(gateway, bearer(token));

    const visitor = new Visitor(gateway.url);
    const client = await createClient(gateway, { skip_authorization: false });
    secrets.addClient(client);
    const verifier = pkce();
    secrets.add('verifier', verifier.verifier);
    const asked = await follow(
      visitor,
      authorizationUrl(gateway, client, verifier, { state: 'a state that is nobody’s business' }),
    );
    assert('page' in asked);
    await visitor.submit(asked.page, '/sign-in', { name: 'ann', password: PASSWORD });
    const question = await follow(visitor, asked.url.searchParams.get('next') as string);
    assert('page' in question, String('away' in question && question.away));
    const answered = await visitor.submit(question.page, question.url.pathname, { decision: 'allow', scope: ['read'] });
    const end = await follow(visitor, /content="0;url=([^"]+)"/.exec(await answered.text())?.[1] as string);
    assert('away' in end);
    const code = end.away.searchParams.get('code') as string;
    secrets.add('code', code);
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier.verifier };
    const tokens = await ask(gateway, client, fields);
    secrets.addTokens(tokens);
    await callMcp(gateway, bearer(tokens.access_token));
    const next = await ask(gateway, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    secrets.addTokens(next);
    await ask(gateway, client, { token: next.access_token }, '/o/introspect/');
    // Used twice, in the query, and taken back: what goes wrong is told in the log.
    await ask(gateway, client, fields);
    await callMcp(gateway, {}, { query: `?access_token=${next.access_token}` });
    await ask(gateway, client, { token: next.refresh_token }, '/o/revoke/');

    const row = { username: 'robot', email: null, password_hash: null, is_staff: false, is_superuser: false };
    const service_account_id = await gateway.queries.users.create({ ...row, is_service_account: true }, new Date());
    const robot = await createClient(gateway, { service_account_id, redirect_uris: [] });
    secrets.addClient(robot);
    secrets.addTokens(await ask(gateway, robot, { grant_type: 'client_credentials' }));

    const registered = await fetch(`${gateway.url}/o/register/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [REDIRECT] }),
    });
    secrets.add('registered secret', ((await registered.json()) as { client_secret: string }).client_secret);
  }

  async function failEveryWay(): Promise<void> {
    const client = await createClient(gateway);
    secrets.addClient(client);
    const wrong = { ...client, secret: 'a-secret-that-is-wrong' };
    secrets.addClient(wrong);
    await ask(gateway, wrong, { grant_type: 'client_credentials' });
    secrets.add('wrong token', 'a-token-that-is-wrong');
    await callMcp(gateway, bearer('a-token-that-is-wrong'));
    secrets.add('wrong password', 'a-password-that-is-wrong', btoa('ann:a-password-that-is-wrong'));
    const headers = { authorization: `Basic ${btoa('ann:a-password-that-is-wrong')}` };
    await fetch(`${gateway.url}/integrations/execute/x`, { method: 'POST', headers });

    // The database fails in the middle of all of it.
    const visitor = await Visitor.of(gateway, 1);
    secrets.addCookies(visitor);
    const { verifier, challenge } = pkce();
    secrets.add('verifier', verifier);
    const db = openDatabase({ url: `sqlite:${join(gateway.env.GATEWAY_DATA_DIR as string, 'gateway.sqlite')}` });
    await db.schema.renameTable('oauth_artifacts', 'away');
    await db.schema.renameTable('web_sessions', 'sessions_away');
    await db.schema.renameTable('api_tokens', 'tokens_away');
    try {
      await visitor.follow(authorizationUrl(gateway, client, { challenge })).catch(() => undefined);
      for (const path of ['/connections', '/sign-in']) await visitor.request(path);
      const code = 'a-code-that-may-have-been-good';
      secrets.add('code', code);
      await ask(gateway, client, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
      });
      await callMcp(gateway, bearer('igw_a-token-that-may-have-been-good'));
      await callMcp(gateway, bearer('another-token-that-may-have-been-good'));
      secrets.add('token', 'igw_a-token-that-may-have-been-good', 'another-token-that-may-have-been-good');
    } finally {
      await db.schema.renameTable('away', 'oauth_artifacts');
      await db.schema.renameTable('sessions_away', 'web_sessions');
      await db.schema.renameTable('tokens_away', 'api_tokens');
      await db.destroy();
    }
  }

  it('is of these kinds', () => {
    assert.deepEqual([...secrets.kinds].sort(), [
      'API token',
      'access token',
      'client secret',
      'code',
      'cookie csrftoken',
      'cookie oauth_interaction',
      'cookie oauth_interaction.sig',
      'cookie oauth_resume',
      'cookie oauth_resume.sig',
      'cookie oauth_session',
      'cookie oauth_session.sig',
      'cookie session',
      'password',
      'refresh token',
      'registered secret',
      'token',
      'verifier',
      'wrong password',
      'wrong token',
    ]);
  });

  it('stands in no line of the log', () => {
    assert(gateway.logged.length > 3, 'what failed is logged');
    for (const line of gateway.logged) assert.deepEqual(secrets.in(line), [], line.slice(0, 2000));
  });

  it('is readable nowhere in the database, also not in what was deleted from it', async () => {
    const dir = gateway.env.GATEWAY_DATA_DIR as string;
    for (const file of await readdir(dir)) assert.deepEqual(secrets.in(await readFile(join(dir, file))), [], file);
  });
});
