import assert from 'node:assert/strict';
import { groupCommand } from '../../src/cli/group.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway group', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const scene = await sceneOn(db);
    await scene.user('bob');
    await db.destroy();
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      groupCommand(() => configOf(fresh.url)),
      args,
    );

  it('makes a group, its members and what they may', async () => {
    assert.equal(await run('create', 'lenders'), 'created the group lenders');
    assert.equal(await run('add', 'lenders', 'ann', 'bob'), 'ann is now in lenders\nbob is now in lenders');
    assert.equal(await run('add', 'lenders', 'bob'), 'bob was in lenders');
    assert.match(await run('list'), /^lenders +ann, bob$/m);
    assert.equal(await run('remove', 'lenders', 'bob'), 'bob is no longer in lenders');
    assert.equal(await run('remove', 'lenders', 'bob'), 'bob was not in lenders');
    assert.equal(await run('grant', 'lenders', 'run_history'), 'lenders now holds: run_history');
    assert.equal(await run('revoke', 'lenders', 'run_history'), 'lenders no longer holds: run_history');
    await assert.rejects(run('create', 'lenders'), /there is a group lenders already/);
    assert.equal(await run('delete', 'lenders'), 'deleted the group lenders');
    assert.doesNotMatch(await run('list'), /lenders/);
  });

  it('adds all or none', async () => {
    await run('create', 'others');
    await assert.rejects(run('add', 'others', 'ann', 'zoe'), /there is no user zoe/);
    assert.match(await run('list'), /^others$/m);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['an unknown group', { given: ['add', 'nobody', 'ann'], want: /there is no group nobody/ }],
    ['to delete one', { given: ['delete', 'nobody'], want: /there is no group nobody/ }],
    ['to grant to one', { given: ['grant', 'nobody', 'invite'], want: /there is no group nobody/ }],
    ['a group without a name', { given: ['create', ' '], want: /1 to 150 characters/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
