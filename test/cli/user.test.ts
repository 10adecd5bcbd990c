import assert from 'node:assert/strict';
import { PasswordSignIn } from '../../src/auth/password-sign-in.js';
import { userCommand } from '../../src/cli/user.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries } from '../../src/queries/queries.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway user', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    await sceneOn(db);
    await db.destroy();
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      userCommand(() => configOf(fresh.url)),
      args,
    );
  const signIn = async (name: string, password: string) => {
    const db = openDatabase(fresh);
    try {
      return 'account' in (await new PasswordSignIn(createQueries(db), Date.now).attempt(name, password, '127.0.0.1'));
    } finally {
      await db.destroy();
    }
  };

  it('creates, disables and enables users, with passwords that are shown once', async () => {
    const created = /^created max; password \(shown once\): (\S+)$/.exec(
      await run('create', 'max', '--email', 'Max@bank.example', '--organization', 'Bank'),
    );
    assert(await signIn('max@bank.example', created?.[1] ?? ''));
    const renewed = /^max: new password \(shown once\): (\S+)$/.exec(await run('passwd', 'max'));
    assert.equal(await signIn('max', created?.[1] ?? ''), false);
    assert.equal(await run('disable', 'max'), 'disabled max');
    assert.equal(await signIn('max', renewed?.[1] ?? ''), false);
    assert.match(await run('list'), /^max +standard +disabled +Max@bank.example +Bank +\d{4}-\S+ +never$/m);
    assert.equal(await run('enable', 'max'), 'enabled max');
    assert(await signIn('max', renewed?.[1] ?? ''));
    assert.equal(await run('passwd', 'max', '--none'), 'max has no password now');
  });

  it('creates a service account without a password', async () => {
    const args = ['--service-account', '--no-password', '--organization', 'Bank'];
    assert.equal(await run('create', 'robot', ...args), 'created robot');
    assert.match(await run('list'), /^robot +service account +active +Bank/m);
  });

  it('grants a permission and takes it away', async () => {
    assert.equal(await run('grant', 'ann', 'run_history'), 'ann now holds: run_history');
    assert.equal(await run('grant', 'ann', 'run_history'), 'ann held already: run_history');
    assert.equal(await run('revoke', 'ann', 'run_history'), 'ann no longer holds: run_history');
    assert.equal(await run('revoke', 'ann', 'run_history'), 'ann did not hold: run_history');
  });

  it('keeps the last superuser', async () => {
    await run('create', 'root', '--superuser', '--no-password');
    await assert.rejects(run('disable', 'root'), { message: /root is the last active superuser; make another one/ });
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['an unknown permission', { given: ['grant', 'ann', 'all'], want: /there is no permission "all"; it is one of/ }],
    ['an unknown user', { given: ['revoke', 'bob', 'run_history'], want: /there is no user bob/ }],
    ['an unknown user’s state', { given: ['enable', 'bob'], want: /there is no user bob/ }],
    ['an unknown user’s password', { given: ['passwd', 'bob'], want: /there is no user bob/ }],
    ['a name that is taken', { given: ['create', 'ANN'], want: /"ANN" cannot be the name\. Somebody signs in with/ }],
    ['a name with blanks', { given: ['create', 'a b'], want: /letters, digits and \. @ \+ - _ only/ }],
    ['an address that is none', { given: ['create', 'bob', '--email', 'bob'], want: /"bob" cannot be the e-mail/ }],
    [
      'a service account that is staff',
      { given: ['create', 'bob', '--service-account', '--staff'], want: /neither staff nor superuser/ },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
