import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scheduleCommand } from '../../src/cli/schedule.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway schedule', () => {
  let fresh: FreshDatabase;
  let payload: string;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const scene = await sceneOn(db);
    await scene.create('nightly');
    await scene.create('other');
    await scene.user('bob');
    await db.destroy();
    payload = join(fresh.url.slice('sqlite:'.length), '..', 'payload.json');
    await writeFile(payload, '{ "from": "a file" }');
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      scheduleCommand(() => configOf(fresh.url)),
      args,
    );
  const nightly = ['--integration', 'nightly', '--user', 'ann'];

  it('adds, lists, shows, disables, enables and removes', async () => {
    const start = ['--start', '2099-12-31T23:00:00Z'];
    assert.equal(
      await run('add', 'Night', ...nightly, '--at', '06:30', '--weekdays', 'mon-fri', '--payload', payload, ...start),
      'added 1: Night, next at 2100-01-01 06:30:00 UTC',
    );
    assert.equal(await run('add', 'Often', ...nightly, '--every', '1h30m', '--disabled'), 'added 2: Often, disabled');
    assert.match(
      await run('list'),
      /^1 +Night +nightly +ann +at 06:30 UTC on Monday to Friday +2100-01-01 06:30:00 +never\n2 +Often +nightly +ann +every 1h 30m +disabled +never$/m,
    );
    const shown = await run('show', 'Night');
    assert.match(shown, /^payload +\{"from":"a file"\}$/m);
    assert.deepEqual(
      shown
        .split('next runs (UTC)')[1]
        ?.split('\n')
        .slice(1, 5)
        .map((line) => line.slice(0, 19)),
      ['2100-01-01 06:30:00', '2100-01-04 06:30:00', '2100-01-05 06:30:00', '2100-01-06 06:30:00'],
    );
    assert.equal(shown.split('next runs (UTC)')[1]?.split('\n').length, 11);
    assert.equal(await run('disable', 'Night'), 'disabled Night');
    assert.match(await run('show', '1'), /It is disabled\.$/);
    assert.equal(await run('enable', '1'), 'enabled Night');
    assert.equal(await run('remove', 'Night'), 'removed Night');
    assert.equal((await run('list')).split('\n').length, 2);
  });

  it('asks for the id where several integrations have one of that name', async () => {
    for (const integration of ['nightly', 'other'])
      await run('add', 'Twice', '--integration', integration, '--user', 'ann', '--every', '1d');
    await assert.rejects(run('show', 'Twice'), /give the id of one: \d+ \(nightly\), \d+ \(other\)/);
  });

  const every = ['--every', '1h'];
  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['no time', { given: ['add', 'x', ...nightly], want: /--every 5m, or --at 06:30/ }],
    ['an interval and a calendar', { given: ['add', 'x', ...nightly, ...every, '--at', '06:30'], want: /not both/ }],
    ['no interval', { given: ['add', 'x', ...nightly, '--every', 'day'], want: /--every is "day"/ }],
    ['too short an interval', { given: ['add', 'x', ...nightly, '--every', '999ms'], want: /from 1000 \(a second\)/ }],
    ['no time of the day', { given: ['add', 'x', ...nightly, '--at', '25:00'], want: /--at is "25:00"/ }],
    [
      'no weekday',
      { given: ['add', 'x', ...nightly, '--at', '06:30', '--weekdays', 'mo'], want: /--weekdays is "mo"; .* mon-fri/ },
    ],
    [
      'a day that there never is',
      { given: ['add', 'x', ...nightly, '--at', '0:00', '--months', 'feb', '--days', '31'], want: /never run/ },
    ],
    ['no start', { given: ['add', 'x', ...nightly, ...every, '--start', 'soon'], want: /--start is "soon"/ }],
    ['no JSON', { given: ['add', 'x', ...nightly, ...every, '--payload', '{'], want: /--payload is no JSON/ }],
    ['no file', { given: ['add', 'x', ...nightly, ...every, '--payload', 'no.json'], want: /neither JSON nor a file/ }],
    [
      'an unknown integration',
      { given: ['add', 'x', '--integration', 'no', '--user', 'ann', ...every], want: /no integration "no"/ },
    ],
    [
      'an unknown user',
      { given: ['add', 'x', '--integration', 'nightly', '--user', 'eve', ...every], want: /no user eve/ },
    ],
    [
      'a user who may not execute it',
      {
        given: ['add', 'x', '--integration', 'nightly', '--user', 'bob', ...every],
        want: /bob may not execute nightly/,
      },
    ],
    ['an unknown schedule', { given: ['show', 'Nope'], want: /no schedule "Nope"/ }],
    ['an unknown id', { given: ['remove', '99'], want: /no schedule "99"/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
