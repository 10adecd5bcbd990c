import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolCommand } from '../../src/cli/tool.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

const TOOL = {
  integration: 'Loan Booking',
  name: 'book_loan',
  description: 'Books a loan.\nAsk first.',
  input_schema: { type: 'object' },
};

describe('gateway tool', () => {
  let fresh: FreshDatabase;
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-tool-'));
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const scene = await sceneOn(db);
    await scene.create('Loan Booking');
    await scene.create('Loan Closing');
    await db.destroy();
  });
  after(async () => {
    await fresh.remove();
    await rm(dir, { recursive: true });
  });
  const run = (...args: string[]) =>
    runCommand(
      toolCommand(() => configOf(fresh.url)),
      args,
    );
  const set = async (content: unknown) => {
    const file = join(dir, 'tool.yaml');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return run('set', file);
  };

  it('sets, changes, lists and deletes', async () => {
    assert.equal(await set(TOOL), 'set book_loan: runs Loan Booking');
    assert.match(await run('list'), /^book_loan +Loan Booking +yes +Books a loan\.$/m);
    const yaml = 'integration: "1"\nname: book\ndescription: Books.\ninput_schema: { type: object }\nactive: false\n';
    assert.equal(await set(yaml), 'set book: runs Loan Booking');
    assert.match(await run('list'), /^book +Loan Booking +no +Books\.$/m);
    assert.equal(await run('delete', 'book'), 'deleted book');
    assert.equal((await run('list')).split('\n').length, 1);
  });

  const bad: [string, { given: unknown; want: RegExp }][] = [
    ['what is no YAML', { given: '{', want: /cannot be read/ }],
    ['an empty file', { given: '', want: /the file: / }],
    ['an unknown key', { given: { ...TOOL, colour: 1 }, want: /colour/ }],
    ['no schema', { given: { ...TOOL, input_schema: undefined }, want: /input_schema: / }],
    ['a name that none can have', { given: { ...TOOL, name: 'a b' }, want: /name: must be 1 to 64/ }],
    ['a name of the gateway', { given: { ...TOOL, name: 'Execute_Integration' }, want: /name: .*of the gateway/ }],
    ['a schema of a list', { given: { ...TOOL, input_schema: { type: 'array' } }, want: /input_schema: .*"object"/ }],
    ['an unknown integration', { given: { ...TOOL, integration: 'Nope' }, want: /no integration "Nope"/ }],
  ];
  for (const [name, { given, want }] of bad) it(`refuses ${name}`, () => assert.rejects(set(given), want));

  it('refuses the name of another integration’s tool', async () => {
    await set(TOOL);
    await assert.rejects(
      set({ ...TOOL, integration: 'Loan Closing', name: 'BOOK_loan' }),
      /another integration's tool/,
    );
  });

  it('refuses a file that is not there, and to delete a tool that is not there', async () => {
    await assert.rejects(run('set', join(dir, 'none.yaml')), /cannot be read: ENOENT/);
    await assert.rejects(run('delete', 'none'), /no tool none/);
  });
});
