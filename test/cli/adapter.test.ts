import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openAdapterConfig } from '../../src/crypto/adapter-secrets.js';
import { loadKeyring } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { type RunningMockCore, startMockCore } from '../../src/mockcore/start-mock-core.js';
import { createQueries } from '../../src/queries/queries.js';
import { run } from '../e2e/process.js';
import { sceneOn } from '../queries/scene.js';

describe('gateway adapter', function adapter() {
  // Each command is a process, and a busy machine starts them slowly.
  this.timeout(60_000);
  let dir: string;
  let env: Record<string, string>;
  let db: Knex;
  let core: RunningMockCore;
  const gateway = (args: string[], input?: string) => run(['adapter', ...args], env, input);
  /** What a command prints that must succeed. */
  const printed = async (args: string[], input?: string) => {
    const { code, stdout, stderr } = await gateway(args, input);
    assert.deepEqual([code, stderr], [0, ''], args.join(' '));
    return stdout;
  };
  /** The settings of a configuration as an integration gets them. */
  const settingsOf = async (system: string, name: string) => {
    const row = await createQueries(db).adapterConfigs.find(system, name);
    assert(row);
    return openAdapterConfig(row, loadKeyring({ keys: [], file: join(dir, 'encryption.key') }));
  };

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-adapter-'));
    core = await startMockCore({ port: 0 });
    env = { GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'error', GATEWAY_ALLOWED_HOSTS: `127.0.0.1:${core.port}` };
    assert.equal((await run(['migrate'], env)).code, 0);
    db = openDatabase({ url: `sqlite:${join(dir, 'gateway.sqlite')}` });
    await (await sceneOn(db)).create('Loan Booking');
  });
  after(async () => {
    await db.destroy();
    await core.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('creates a configuration, and shows all of it but its secrets', async () => {
    const given = ['host=127.0.0.1', `port=${core.port}`, 'tls=false', 'username=ann', 'password=-'];
    assert.equal(
      await printed(['create', 'HTTP', 'randomuser API', ...given], 's3cret\n'),
      'created HTTP/randomuser API\n',
    );
    const shown = await printed(['show', 'randomuser API']);
    assert.match(shown, /^host: 127\.0\.0\.1$/m);
    assert.match(shown, /^password: __ENCRYPTED__$/m);
    assert.match(shown, /^timeout_seconds: 60$/m);
    assert.doesNotMatch(shown, /s3cret/);
    assert.equal((await settingsOf('HTTP', 'randomuser API')).password, 's3cret');
    const stored = JSON.stringify(await db('adapter_configs').select('*'));
    assert.doesNotMatch(stored, /s3cret/);
  });

  it('takes settings from a file, those of the command before them', async () => {
    const file = join(dir, 'settings.yaml');
    await writeFile(
      file,
      'host: mail.example.com\nport: 25\nauthenticate: true\nauth_username: ann\nauth_password: hidden\n',
    );
    await printed(['create', 'EMAIL_SMTP', 'gmail', 'port=587', '--from', file, '--inactive', '--no-validation']);
    assert.deepEqual(await settingsOf('EMAIL_SMTP', 'gmail'), {
      host: 'mail.example.com',
      port: 587,
      tls_encrypt: true,
      authenticate: true,
      auth_username: 'ann',
      auth_password: 'hidden',
      server_certificate: null,
      timeout_seconds: 60,
    });
  });

  it('changes what is named, and keeps a secret that is given back as it is shown', async () => {
    assert.equal(
      await printed(['set', 'HTTP/randomuser API', 'timeout_seconds=5', 'password=__ENCRYPTED__']),
      'changed HTTP/randomuser API\n',
    );
    const { timeout_seconds, password } = await settingsOf('HTTP', 'randomuser API');
    assert.deepEqual([timeout_seconds, password], [5, 's3cret']);
    await printed(['set', 'gmail', 'auth_password=-'], 'other');
    assert.equal((await settingsOf('EMAIL_SMTP', 'gmail')).auth_password, 'other');
    await printed(['set', 'gmail', 'authenticate=false', 'auth_password=']);
    assert.equal((await settingsOf('EMAIL_SMTP', 'gmail')).auth_password, undefined);
  });

  it('binds, lists and unbinds', async () => {
    const given = ['--integration', 'Loan Booking', '--adapter', 'HTTP/randomuser API'];
    await printed(['bind', ...given]);
    await printed(['bind', ...given, '--user', 'ann']);
    const listed = await printed(['list']);
    assert.match(listed, /^HTTP +randomuser API +active +never +Loan Booking, Loan Booking \(for ann\)$/m);
    assert.match(listed, /^EMAIL_SMTP +gmail +inactive/m);
    await printed(['unbind', ...given, '--user', 'ann']);
    assert.match(await printed(['list']), /never +Loan Booking$/m);
    const { code, stderr } = await gateway(['unbind', ...given, '--user', 'ann']);
    assert.deepEqual([code, stderr], [1, 'gateway: HTTP/randomuser API and Loan Booking, for ann are not bound.\n']);
  });

  it('validates those that are active, and says what is wrong with each', async () => {
    assert.equal(await printed(['validate']), 'Validation passed for these systems: HTTP/randomuser API\n');
    assert.match(await printed(['list']), /^HTTP .* passed /m);
    await printed(['create', 'MOCKCORE', 'gone', 'host=127.0.0.1', 'port=1', 'tls=false']);
    const { code, stdout, stderr } = await gateway(['validate']);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^Validation passed for these systems: HTTP\/randomuser API\nValidation failed for MOCKCORE\/gone: .*refused/,
    );
    assert.equal(stderr, 'gateway: 1 of 2 could not be validated.\n');
    assert.match(await printed(['show', 'gone']), /^validation_problem: The host 127\.0\.0\.1 is refused/m);
    assert.equal((await gateway(['validate', 'gone'])).code, 1);
  });

  it('deletes', async () => {
    assert.equal(await printed(['delete', 'gone']), 'deleted MOCKCORE/gone\n');
    assert.doesNotMatch(await printed(['list']), /gone/);
  });

  const refused: [string, { given: string[]; input?: string; want: RegExp }][] = [
    [
      'a system that is none',
      { given: ['create', 'FTP', 'x'], want: /there is no system FTP to configure; there are HTTP,/ },
    ],
    ['a system that needs none', { given: ['create', 'ECHO', 'x'], want: /ECHO needs no configuration/ }],
    [
      'a name that is taken',
      {
        given: ['create', 'HTTP', 'randomuser API', 'host=x'],
        want: /there is a configuration HTTP\/randomuser API already/,
      },
    ],
    ['a name that is none', { given: ['create', 'HTTP', ' ', 'host=x'], want: /has a name of 1 to 100/ }],
    [
      'everything that is wrong',
      {
        given: ['create', 'HTTP', 'x', 'port=x', 'hots=y'],
        want: /HTTP\/x cannot be used: hots: there is no such setting.*; host: is required; port: must be a whole number from 1 to 65535\.\n$/,
      },
    ],
    [
      'a host with a scheme',
      { given: ['create', 'HTTP', 'x', 'host=https://x'], want: /host: "https:\/\/x" must be a name/ },
    ],
    [
      'a setting without a name',
      {
        given: ['create', 'HTTP', 'x', 's3cret'],
        want: /^gateway: settings are given as name=value, for example host=api.example.com\.\n$/,
      },
    ],
    [
      'two secrets from one input',
      {
        given: ['create', 'HTTP', 'x', 'password=-', 'client_key=-'],
        input: 'a',
        want: /only one setting can be read/,
      },
    ],
    ['no input', { given: ['create', 'HTTP', 'x', 'password=-'], want: /nothing came from there/ }],
    [
      'a file that is not there',
      { given: ['create', 'HTTP', 'x', '--from', '/nowhere.yaml'], want: /cannot be read \(ENOENT\)/ },
    ],
    ['nothing to change', { given: ['set', 'gmail'], want: /there is nothing to change/ }],
    [
      'a configuration that is not there',
      { given: ['show', 'nothing'], want: /there is no adapter configuration nothing/ },
    ],
    [
      'an integration that is not there',
      { given: ['bind', '--integration', 'x', '--adapter', 'gmail'], want: /there is no integration x\./ },
    ],
    [
      'a user that is not there',
      {
        given: ['bind', '--integration', 'Loan Booking', '--adapter', 'gmail', '--user', 'eve'],
        want: /there is no user eve\./,
      },
    ],
  ];
  for (const [name, { given, input, want }] of refused) {
    it(`refuses ${name}, in one line`, async () => {
      const { code, stdout, stderr } = await gateway(given, input);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, want);
      assert.match(stderr, /^gateway: [^\n]*\n$/);
    });
  }

  it('asks which one, where a name is not enough', async () => {
    await printed(['create', 'MOCKCORE', 'gmail', 'host=x.example']);
    assert.match(
      (await gateway(['delete', 'gmail'])).stderr,
      /several configurations are called gmail; say which: EMAIL_SMTP\/gmail, MOCKCORE\/gmail/,
    );
    await printed(['delete', 'MOCKCORE/gmail']);
  });

  it('does not open what was moved to another row', async () => {
    await printed(['create', 'HTTP', 'thief', 'host=evil.example']);
    const [{ sealed_settings }] = await db('adapter_configs')
      .where({ name: 'randomuser API' })
      .select('sealed_settings');
    await db('adapter_configs').where({ name: 'thief' }).update({ sealed_settings });
    const { code, stderr } = await gateway(['show', 'thief']);
    assert.equal(code, 1);
    assert.match(stderr, /^gateway: The sealed text was changed, or belongs to another place\.\n$/);
    await printed(['delete', 'thief']);
  });
});
