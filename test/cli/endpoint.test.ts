import assert from 'node:assert/strict';
import { endpointCommand } from '../../src/cli/endpoint.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway endpoint', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    await (await sceneOn(db)).create('get_customer');
    await db.destroy();
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      endpointCommand(() => configOf(fresh.url)),
      args,
    );

  it('creates, lists and deletes', async () => {
    const address = '/rest/get_customer/{id}';
    assert.equal(
      await run('create', 'get', address, 'get_customer', '--type', 'text/xml'),
      `created 1: GET ${address}`,
    );
    assert.match(await run('list'), /^1 +GET +\/rest\/get_customer\/\{id\} +get_customer +text\/xml$/m);
    assert.equal(await run('delete', '1'), 'deleted 1');
    assert.equal((await run('list')).split('\n').length, 1);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['an unknown method', { given: ['create', 'HEAD', 'api/x', 'get_customer'], want: /"HEAD".*GET, POST/ }],
    [
      'an unknown prefix',
      { given: ['create', 'GET', 'soap/x', 'get_customer'], want: /must begin with \/api\/ or \/rest\// },
    ],
    ['no path', { given: ['create', 'GET', '/api/', 'get_customer'], want: /1 to 500 characters/ }],
    ['a path that cannot be one', { given: ['create', 'GET', '/api/a//b', 'get_customer'], want: /each segment/ }],
    ['an unknown integration', { given: ['create', 'GET', '/api/x', 'Nope'], want: /no integration "Nope"/ }],
    ['an unknown id', { given: ['delete', '99'], want: /no endpoint 99/ }],
    ['an id that is none', { given: ['delete', 'x'], want: /no endpoint x/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
