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
    await scene.group('lenders', [await scene.user('bob')]);
    await scene.user('zed');
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
    assert.match(await run('list'), /^Loan Booking +user +bob +read, execute, debug +command line +\d{4}-/m);
    assert.equal(await run('revoke', 'bob', 'Loan Booking', 'debug'), 'bob may now on Loan Booking: read, execute');
    assert.equal(await run('revoke', 'bob', 'Loan Booking'), 'bob may now on Loan Booking: nothing');
    assert.doesNotMatch(await run('list'), /bob/);
  });

  it('grants to groups', async () => {
    const said = 'lenders may now on Loan Booking: execute';
    assert.equal(await run('grant', '--group', 'lenders', 'Loan Booking', 'execute'), said);
    assert.match(await run('list'), /^Loan Booking +group +lenders +execute +command line/m);
    assert.match(await run('report'), /^bob +Loan Booking +command line +\S+ +group +lenders$/m);
    assert.equal(await run('revoke', '--group', 'lenders', 'Loan Booking'), 'lenders may now on Loan Booking: nothing');
    assert.doesNotMatch(await run('report'), /bob/);
  });

  it('prints the permission log, the newest first', async () => {
    await run('grant', 'zed', 'Loan Booking', 'read');
    const lines = (await run('log', '--csv', '--of', 'zed')).split('\r\n');
    assert.deepEqual(
      lines.map((line) => line.replace(/\d{4}-[^,]*/, 'THEN')),
      [
        'User,Name,Action,Type,Time (UTC),Rights,By',
        'zed,Loan Booking,grant,IntegrationPermission,THEN,read,command line',
        'zed,staff,grant,UserKind,THEN,,command line',
      ],
    );
    assert.equal((await run('log', '--limit', '1')).split('\n').length, 2);
    assert.match(await run('report', '--csv'), /^User,Organization,Integration,Granted by,Granted on \(UTC\),/);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['an unknown user', { given: ['grant', 'zoe', 'Loan Booking', 'read'], want: /no user zoe/ }],
    ['an unknown integration', { given: ['grant', 'bob', 'Nope', 'read'], want: /no integration "Nope"/ }],
    ['an unknown group', { given: ['grant', '--group', 'bob', 'Loan Booking', 'read'], want: /no group bob/ }],
    ['a limit of nothing', { given: ['log', '--limit', '0'], want: /--limit is "0"; it must be a whole number/ }],
    [
      'an unknown right',
      { given: ['revoke', 'bob', 'Loan Booking', 'own'], want: /"own" is no right; there are read, write/ },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
