import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleCommand } from '../../src/cli/module.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

const CODE = 'export const rate = 0.08\n';

describe('gateway module', () => {
  let fresh: FreshDatabase;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-module-'));
    await writeFile(join(folder, 'pricing.js'), CODE);
    await writeFile(join(folder, 'bad.js'), 'export const a = ;');
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const scene = await sceneOn(db);
    await scene.create('prices');
    await scene.create('loan booking');
    await db.destroy();
  });
  after(async () => {
    await fresh.remove();
    await rm(folder, { recursive: true });
  });
  const run = (...args: string[]) =>
    runCommand(
      moduleCommand(() => configOf(fresh.url)),
      args.map((arg) => arg.replace('FOLDER', folder)),
    );

  it('imports, shows, binds, lists, unbinds and deletes', async () => {
    assert.equal(await run('import', 'FOLDER/pricing.js', '--description', 'Prices.'), 'created pricing');
    assert.equal(await run('import', 'FOLDER/pricing.js'), 'changed pricing');
    assert.equal(await run('show', 'pricing'), CODE);
    assert.equal(await run('bind', 'pricing', 'prices'), 'bound pricing to prices');
    assert.equal(await run('bind', 'pricing', 'prices'), 'bound pricing to prices');
    assert.equal(await run('bind', 'pricing', 'loan booking'), 'bound pricing to loan booking');
    assert.match(await run('list'), /^pricing +25 +\d{4}-\S+Z +loan booking, prices +Prices\.$/m);
    assert.equal(await run('unbind', 'pricing', 'prices'), 'unbound pricing from prices');
    assert.equal(await run('import', 'FOLDER/pricing.js', '--name', 'other'), 'created other');
    assert.equal(await run('delete', 'other'), 'deleted other');
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['a file that is not there', { given: ['import', 'FOLDER/none.js'], want: /none\.js cannot be read/ }],
    ['standard input without a name', { given: ['import', '-'], want: /--name/ }],
    [
      'code that cannot be read',
      { given: ['import', 'FOLDER/bad.js'], want: /code: line 1, column 18: Unexpected token/ },
    ],
    ['a name that cannot be one', { given: ['import', 'FOLDER/pricing.js', '--name', 'a b'], want: /"a b" cannot be/ }],
    ['to show what there is not', { given: ['show', 'none'], want: /no shared module "none"/ }],
    ['to delete what there is not', { given: ['delete', 'none'], want: /no shared module "none"/ }],
    ['to bind what there is not', { given: ['bind', 'none', 'prices'], want: /no shared module "none"/ }],
    ['an unknown integration', { given: ['bind', 'pricing', 'Nope'], want: /no integration "Nope"/ }],
    ['to unbind what is not bound', { given: ['unbind', 'pricing', 'prices'], want: /pricing is not bound to prices/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
