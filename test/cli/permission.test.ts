import assert from 'node:assert/strict';
import { permissionCommand } from '../../src/cli/permission.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway permission', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const scene = await sceneOn(db);
    await scene.create('Loan Booking');
    await scene.user('bob');
    await db.destroy();
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      permissionCommand(() => configOf(fresh.url)),
      args,
    );

  it('grants, lists and revokes', async () => {
    assert.equal(
      await run('grant', 'bob', 'Loan Booking', 'execute', 'debug'),
      'bob may now on Loan Booking: execute, debug',
    );
    assert.equal(
      await run('grant', 'bob', 'Loan Booking', 'read'),
      'bob may now on Loan Booking: read, execute, debug',
    );
    assert.match(await run('list'), /^bob +Loan Booking +read, execute, debug +command line +\d{4}-/m);
    assert.equal(await run('revoke', 'bob', 'Loan Booking', 'debug'), 'bob may now on Loan Booking: read, execute');
    assert.equal(await run('revoke', 'bob', 'Loan Booking'), 'bob may now on Loan Booking: nothing');
    assert.doesNotMatch(await run('list'), /bob/);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['an unknown user', { given: ['grant', 'zoe', 'Loan Booking', 'read'], want: /no user zoe/ }],
    ['an unknown integration', { given: ['grant', 'bob', 'Nope', 'read'], want: /no integration "Nope"/ }],
    [
      'an unknown right',
      { given: ['revoke', 'bob', 'Loan Booking', 'own'], want: /"own" is no right; there are read, write/ },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
