import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { adapterCommand } from '../../src/cli/adapter.js';
import { customAdapterCommand } from '../../src/cli/custom-adapter.js';
import { type Config, readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { blocksOf } from '../docs/blocks.js';
import { sceneOn } from '../queries/scene.js';
import { runCommand } from './command-run.js';

describe('gateway custom-adapter', function customAdapters() {
  this.timeout(30_000);
  let folder: string;
  let config: Config;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-custom-'));
    config = readConfig({ GATEWAY_DATA_DIR: folder });
    const db = openDatabase({ url: config.databaseUrl });
    await migrate(db);
    await (await sceneOn(db)).create('new_customer');
    await db.destroy();
    const [schema, code] = blocksOf(await readFile('docs/custom-adapters.md', 'utf8'));
    await writeFile(join(folder, 'schema.json'), schema?.text ?? '');
    await writeFile(join(folder, 'acct-lookup.js'), code?.text ?? '');
    await writeFile(join(folder, 'none.js'), 'class None {}');
  });
  after(() => rm(folder, { recursive: true }));
  const run = (command: (config: () => Config) => Command, args: string[]) =>
    runCommand(
      command(() => config),
      args.map((arg) => arg.replace('FOLDER', folder)),
    );
  const custom = (...args: string[]) => run(customAdapterCommand, args);
  const adapter = (...args: string[]) => run(adapterCommand, args);

  it('imports the template, which is configured, bound and tried out as any other', async () => {
    const file = ['import', 'FOLDER/acct-lookup.js', '--name', 'acct-lookup (v2)'];
    const said = await custom(...file, '--schema', 'FOLDER/schema.json', '--description', 'Looks accounts up.');
    assert.equal(said, 'created acct-lookup (v2), the system ACCT_LOOKUP_V2');
    assert.match(
      await custom('list'),
      /^acct-lookup \(v2\) +ACCT_LOOKUP_V2 +base_url, api_key, timeout +Looks accounts up\.$/m,
    );
    assert.match(await custom('show', 'ACCT_LOOKUP_V2'), /^class CustomAdapter extends BaseAdapter/);

    const values = ['base_url=ftp://x.example', 'timeout=30', 'api_key=s3cret'];
    assert.equal(
      await adapter('create', 'ACCT_LOOKUP_V2', 'production', ...values),
      'created ACCT_LOOKUP_V2/production',
    );
    const wrong = adapter('create', 'ACCT_LOOKUP_V2', 'test', ...values.slice(0, 2), 'api_kex=s3cret');
    await assert.rejects(
      wrong,
      ({ message }: Error) => /api_kex: there is no such field/.test(message) && !/s3cret/.test(message),
    );
    assert.equal(await adapter('set', 'production', 'timeout=5'), 'changed ACCT_LOOKUP_V2/production');
    const shown = await adapter('show', 'production');
    assert.match(shown, /^timeout: 5\napi_key: __ENCRYPTED__$/m);
    assert.doesNotMatch(shown, /s3cret/);
    await adapter('bind', '--integration', 'new_customer', '--adapter', 'ACCT_LOOKUP_V2/production');
    await assert.rejects(adapter('validate', 'production'), /1 of 1 could not be validated/);
    assert.match(await adapter('list'), /^ACCT_LOOKUP_V2 +production +active +\S+ failed +new_customer$/m);

    await writeFile(join(folder, 'schema.json'), '{ "base_url": "string", "api_key": "encrypted_string" }');
    assert.equal(
      await custom(...file, '--schema', 'FOLDER/schema.json'),
      'changed acct-lookup (v2), the system ACCT_LOOKUP_V2\ntimeout is removed: 1 of 1 configurations lose a value.',
    );
    assert.equal(await custom('delete', 'acct-lookup (v2)'), 'deleted acct-lookup (v2), with 1 configurations');
    assert.doesNotMatch(await adapter('list'), /production/);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['a file that is not there', { given: ['import', 'FOLDER/nothing.js'], want: /cannot be read \(ENOENT\)/ }],
    [
      'code without the class',
      { given: ['import', 'FOLDER/none.js'], want: /must define a class named 'CustomAdapter'/ },
    ],
    [
      'a schema that is none',
      { given: ['import', 'FOLDER/acct-lookup.js', '--schema', 'FOLDER/none.js'], want: /must hold the fields/ },
    ],
    ['to show what there is not', { given: ['show', 'X'], want: /there is no custom adapter X/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(custom(...given), want));
  }
});
