import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frontendCommand } from '../../src/cli/frontend.js';
import { unzipped } from '../../src/frontends/unzipped.js';
import { zipped } from '../../src/frontends/zipped.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway frontend', () => {
  let fresh: FreshDatabase;
  let folder: string;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    folder = await mkdtemp(join(tmpdir(), 'gateway-frontend-'));
    await write('good.zip', { 'index.html': '<p>', 'a.js': '' });
    await write('bad.zip', { 'index.html': '<b onclick=x>' });
  });
  after(async () => {
    await fresh.remove();
    await rm(folder, { recursive: true });
  });
  const write = async (name: string, files: Record<string, string>) =>
    writeFile(
      join(folder, name),
      await zipped(Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content) }))),
    );
  const run = (...args: string[]) =>
    runCommand(
      frontendCommand(() => configOf(fresh.url)),
      args.map((arg) => (arg.endsWith('.zip') ? join(folder, arg) : arg)),
    );

  it('creates, lists, imports, exports, and deletes', async () => {
    assert.equal(await run('create', 'Mock CRM'), 'created mock-crm: /frontends/mock-crm/');
    assert.equal(await run('import', 'mock-crm', 'good.zip'), 'replaced the files of mock-crm: 2 now');
    assert.equal(await run('import', 'Brand new', 'good.zip'), 'created brand-new: /frontends/brand-new/');
    assert.equal(
      await run('domains', 'mock-crm', 'https://a.example', 'https://*.b.example'),
      'mock-crm may be shown by https://a.example, https://*.b.example',
    );
    assert.match(await run('list'), /^mock-crm +Mock CRM +2 +3 +\S+ +https:\/\/a\.example https:\/\/\*\.b\.example$/m);
    assert.equal(await run('domains', 'mock-crm'), 'mock-crm may be shown by no site');
    assert.match(await run('export', 'mock-crm', 'out.zip'), /^wrote .*out\.zip: \d+ bytes$/);
    assert.deepEqual([...(await unzipped(await readFile(join(folder, 'out.zip')))).keys()], ['a.js', 'index.html']);
    assert.equal(await run('delete', 'brand-new'), 'deleted brand-new');
    assert.equal((await run('list')).split('\n').length, 2);
  });

  const bad: [string, { given: string[]; want: RegExp }][] = [
    ['a name that is none', { given: ['create', '../x'], want: /must be of letters/ }],
    ['a name that is taken', { given: ['create', 'Mock CRM'], want: /There is a frontend called/ }],
    ['a zip that is none', { given: ['import', 'mock-crm', 'none.zip'], want: /cannot be read/ }],
    ['a zip with a script', { given: ['import', 'mock-crm', 'bad.zip'], want: /<b onclick>/ }],
    ['a file that exists', { given: ['export', 'mock-crm', 'good.zip'], want: /exists; name another file/ }],
    ['a domain that is none', { given: ['domains', 'mock-crm', '*'], want: /must be an origin/ }],
    ['a frontend that is none', { given: ['delete', 'nope'], want: /no frontend "nope"/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => assert.rejects(run(...given), want));
  }
});
