import assert from 'node:assert/strict';
import { hashSecret } from '../../src/auth/secret.js';
import { applicationCommand } from '../../src/cli/application.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries, type Queries } from '../../src/queries/queries.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway application', () => {
  let fresh: FreshDatabase;
  let queries: Queries;
  let close: () => Promise<void>;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const row = { username: 'robot', active: true, is_staff: false, is_superuser: false, is_service_account: true };
    await db('users').insert({ ...row, created_at: new Date().toISOString() });
    queries = createQueries(db);
    close = () => db.destroy();
  });
  after(async () => {
    await close();
    await fresh.remove();
  });
  const run = (...args: string[]) =>
    runCommand(
      applicationCommand(() => configOf(fresh.url)),
      args,
    );
  const created = async (...args: string[]) => {
    const printed = await run('create', ...args);
    const id = Number(/^application: (\d+)$/m.exec(printed)?.[1]);
    const application = await queries.oauthApplications.find(id);
    assert(application);
    assert.match(printed, new RegExp(`^client id: ${application.client_id}$`, 'm'));
    return { id, application, secret: /^client secret \(shown once\): ([\w-]{43})$/m.exec(printed)?.[1] };
  };

  it('creates one for mcp-remote when nothing else is said', async () => {
    const { application, secret } = await created();
    assert.equal(application.secret_hash, hashSecret(secret as string));
    assert.deepEqual(
      [application.name, application.redirect_uris, application.skip_authorization, application.made_by_superuser],
      ['IG-MCP', ['http://localhost:6545/oauth/callback'], true, true],
    );
  });

  it('creates a public one, which asks', async () => {
    const { application, secret } = await created('--public', '--redirect', 'http://127.0.0.1/cb', '--name', 'CLI');
    assert.deepEqual([secret, application.secret_hash, application.skip_authorization], [undefined, null, false]);
    assert.deepEqual(application.redirect_uris, ['http://127.0.0.1/cb']);
  });

  it('creates one that asks', async () =>
    assert.equal((await created('--no-skip')).application.skip_authorization, false));

  it('creates one for a service account', async () => {
    const { application } = await created('--service-account', 'robot', '--name', 'nightly');
    assert.deepEqual([application.service_account, application.redirect_uris], ['robot', []]);
    assert.match(await run('list'), /^\d+ +app_\S+ +nightly +active +robot +command line +never$/m);
  });

  it('gives a new secret, disables and deletes', async () => {
    const { id, application, secret } = await created();
    const printed = await run('rotate-secret', application.client_id);
    const fresh = /shown once\): ([\w-]{43})$/m.exec(printed)?.[1] as string;
    assert.notEqual(fresh, secret);
    assert.equal((await queries.oauthApplications.find(id))?.secret_hash, hashSecret(fresh));
    assert.equal(await run('disable', String(id)), `disabled ${id}`);
    assert.equal((await queries.oauthApplications.find(id))?.active, false);
    assert.equal(await run('delete', String(id)), `deleted ${id}`);
    assert.equal(await queries.oauthApplications.find(id), undefined);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['a bad address', { given: ['create', '--redirect', 'http://evil.example/'], want: /must begin with https/ }],
    ['a public one that does not ask', { given: ['create', '--public', '--skip'], want: /consent must be asked/ }],
    ['an unknown service account', { given: ['create', '--service-account', 'zoe'], want: /no active service acc/ }],
    [
      'a service account with an address',
      { given: ['create', '--service-account', 'robot', '--redirect', 'https://a.example/'], want: /Nobody signs in/ },
    ],
    ['an unknown id', { given: ['disable', '99'], want: /no application 99/ }],
    ['an unknown client id', { given: ['rotate-secret', 'app_x'], want: /no application app_x/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }

  it('refuses a new secret for one without', async () => {
    const { id } = await created('--public');
    await assert.rejects(run('rotate-secret', String(id)), /it has no secret/);
  });
});
