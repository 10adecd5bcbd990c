import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { loadKeyring } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { createQueries } from '../../src/queries/queries.js';
import { run } from '../e2e/process.js';
import { sceneOn } from '../queries/scene.js';

describe('gateway vault', function vault() {
  // Each command is a process, and a busy machine starts them slowly.
  this.timeout(60_000);
  let dir: string;
  let env: Record<string, string>;
  let db: Knex;
  const gateway = (args: string[], input?: string) => run(['vault', ...args], env, input);
  /** What a command prints that must succeed. */
  const printed = async (args: string[], input?: string) => {
    const { code, stdout, stderr } = await gateway(args, input);
    assert.deepEqual([code, stderr], [0, ''], args.join(' '));
    return stdout;
  };

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-vault-'));
    env = { GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'error' };
    assert.equal(await printed(['create', 'data']), 'created data\n');
    db = openDatabase({ url: `sqlite:${join(dir, 'gateway.sqlite')}` });
    await (await sceneOn(db)).create('add customer');
  });
  after(async () => {
    await db.destroy();
    await rm(dir, { recursive: true, force: true });
  });

  it('makes, lists and deletes vaults', async () => {
    assert.equal(await printed(['create', 'short lived', '--lock-timeout', '30']), 'created short lived\n');
    assert.match(await printed(['list']), /^short lived +0 +0 +30 s$/m);
    assert.equal(await printed(['delete', 'short lived']), 'deleted short lived\n');
    assert.doesNotMatch(await printed(['list']), /short lived/);
  });

  it('permits and forbids integrations to use them', async () => {
    const rights = async () => /^data .*600 s *(.*)$/m.exec(await printed(['list']))?.[1];
    const given = ['data', '--integration', 'add customer'];
    assert.equal(
      await printed(['permit', ...given, '--read', '--write']),
      'permitted add customer to read and write data\n',
    );
    assert.equal(await rights(), 'add customer (rw)');
    assert.equal(await printed(['forbid', ...given, '--write']), 'forbade add customer to write data\n');
    assert.equal(await rights(), 'add customer (r)');
    await printed(['permit', ...given, '--write']);
    assert.equal(await rights(), 'add customer (rw)');
    assert.equal(await printed(['forbid', ...given]), 'forbade add customer to read and write data\n');
    assert.equal(await rights(), '');
  });

  it('keeps items', async () => {
    assert.equal(await printed(['set', 'data', 'customers', '[]']), 'set customers\n');
    assert.equal(await printed(['set', 'data', 'customers', '-'], '[{"name":"Zoë"}]\n'), 'set customers\n');
    assert.equal(await printed(['get', 'data', 'customers']), '[{"name":"Zoë"}]\n');
    assert.match(await printed(['items', 'data']), /^customers +item +20\d\d-\S+Z +20\d\d-\S+Z$/m);
    assert.equal(await printed(['unset', 'data', 'customers']), 'unset customers\n');
    assert.doesNotMatch(await printed(['items', 'data']), /customers/);
  });

  it('keeps secrets, which nobody can read', async () => {
    assert.equal(await printed(['secret', 'data', 'pin', '-'], 'open sesame\n'), 'set the secret pin\n');
    assert.equal(await printed(['secret', 'data', 'key', '-', '--json'], '{"id":7}'), 'set the secret key\n');
    assert.match(await printed(['items', 'data']), /^key +secret .*\npin +secret /m);
    assert.equal((await gateway(['get', 'data', 'pin'])).stderr, 'gateway: the vault data has no item pin.\n');

    const { vaults } = createQueries(db);
    const { id } = (await vaults.find('data')) as { id: number };
    await vaults.acquire(id, 'test', new Date(), 10);
    const keyring = loadKeyring({ keys: [], file: join(dir, 'encryption.key') });
    const open = async (key: string) =>
      keyring.open((await vaults.secrets.get(id, 'test', key)) ?? '', `vault_secrets/${id}/${key}`);
    assert.deepEqual([await open('pin'), await open('key')], ['"open sesame"', '{"id":7}']);
    await vaults.release(id, 'test');
    for (const file of ['gateway.sqlite', 'gateway.sqlite-wal']) {
      assert(!(await readFile(join(dir, file))).includes('open sesame'));
    }

    // A new key opens what the old one has sealed, until everything is sealed anew.
    const [older] = (await readFile(join(dir, 'encryption.key'), 'utf8')).split('\n') as [string];
    const newer = Buffer.alloc(32, 7).toString('base64');
    const rotation = await run(['key', 'rotate'], { ...env, GATEWAY_ENCRYPTION_KEYS: `${newer},${older}` });
    assert.match(rotation.stdout, /^vault_secrets\.sealed_value: 2 encrypted anew/m);
    assert.equal(await printed(['unset', 'data', 'pin', '--secret']), 'unset pin\n');
    assert.equal(await printed(['unset', 'data', 'key', '--secret']), 'unset key\n');
  });

  it('waits for a run that has the vault, and gives up after a while', async () => {
    const { vaults } = createQueries(db);
    const { id } = (await vaults.find('data')) as { id: number };
    await vaults.acquire(id, 'a run', new Date(), 600);
    const { code, stderr } = await gateway(['set', 'data', 'x', '1']);
    assert.deepEqual([code, stderr], [1, 'gateway: a run has the vault data open; try again later.\n']);
    const waiting = printed(['set', 'data', 'x', '2']);
    setTimeout(() => void vaults.release(id, 'a run'), 1_500);
    assert.equal(await waiting, 'set x\n');
    assert.equal((await db('vaults').where({ id }).first()).locked_by, null);
  });

  const refused: [string, { given: string[]; input?: string; want: RegExp }][] = [
    ['a vault that is there', { given: ['create', 'data'], want: /^gateway: there is a vault data already\.\n$/ }],
    ['a name that is none', { given: ['create', 'a/b'], want: /^gateway: "a\/b" cannot be a vault's name/ }],
    ['a timeout that is none', { given: ['create', 'x', '--lock-timeout', '0'], want: /--lock-timeout is "0"/ }],
    ['a vault that is not there', { given: ['items', 'nowhere'], want: /^gateway: there is no vault nowhere; / }],
    ['to delete nothing', { given: ['delete', 'nowhere'], want: /there is no vault nowhere/ }],
    [
      'an integration that is not there',
      { given: ['permit', 'data', '--integration', 'none', '--read'], want: /there is no integration none\.\n$/ },
    ],
    ['no right', { given: ['permit', 'data', '--integration', 'add customer'], want: /say what is permitted/ }],
    ['what is not JSON', { given: ['set', 'data', 'x', 'text'], want: /the value is not JSON/ }],
    ['a long key', { given: ['set', 'data', 'k'.repeat(256), '1'], want: /a text of 1 to 255 characters/ }],
    [
      'a secret on the command line',
      { given: ['secret', 'data', 'x', 'hidden'], want: /^gateway: a secret is read from standard input(?!.*hidden)/ },
    ],
    ['an empty secret', { given: ['secret', 'data', 'x', '-'], input: '\n', want: /nothing came from there/ }],
    ['to unset nothing', { given: ['unset', 'data', 'none'], want: /the vault data has no item none\.\n$/ }],
    ['to unset no secret', { given: ['unset', 'data', 'none', '--secret'], want: /has no secret none\.\n$/ }],
  ];
  for (const [name, { given, input, want }] of refused) {
    it(`refuses ${name}, in one line`, async () => {
      const { code, stdout, stderr } = await gateway(given, input);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, want);
    });
  }
});
