import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { keyCommand } from '../../src/cli/key.js';
import { readConfig } from '../../src/config.js';
import { startGateway } from '../../src/main.js';
import { run } from '../e2e/process.js';
import { runCommand } from './command-run.js';

describe('gateway key', function key() {
  this.timeout(60_000);
  let dir: string;
  let env: Record<string, string>;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-key-'));
    env = { GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'error' };
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const newKey = async () => {
    const { code, stdout } = await run(['key', 'new'], env);
    assert.equal(code, 0);
    assert.match(stdout, /^[A-Za-z0-9+/]{43}=\n$/);
    return stdout.trim();
  };
  const withKeys = (...keys: string[]) => ({ ...env, GATEWAY_ENCRYPTION_KEYS: keys.join(',') });
  const create = (name: string, at: Record<string, string>) =>
    run(['adapter', 'create', 'HTTP', name, 'host=x.example', 'username=u', 'password=-'], at, name);

  it('rotates: what the old key has sealed, the new one opens, and the old one is not needed any more', async () => {
    const [old, fresh] = [await newKey(), await newKey()];
    assert.notEqual(old, fresh);
    assert.equal((await create('one', withKeys(old))).code, 0);
    assert.equal((await create('two', withKeys(fresh, old))).code, 0);

    const lost = await run(['adapter', 'show', 'one'], withKeys(fresh));
    assert.equal(lost.code, 1);
    assert.match(
      lost.stderr,
      /^gateway: this process does not have the key .* The key [\da-f]{8} .* is not in the keyring\.\n$/,
    );

    const early = await run(['key', 'rotate'], withKeys(fresh));
    assert.equal(early.code, 1);
    assert.match(early.stderr, /^gateway: these could not be opened, .*adapter_configs\.sealed_settings 1: The key/);

    const rotated = await run(['key', 'rotate'], withKeys(fresh, old));
    assert.equal(rotated.code, 0, rotated.stderr);
    assert.match(rotated.stdout, /^adapter_configs\.sealed_settings: 1 encrypted anew, 1 had the newest key already$/m);
    assert.match(rotated.stdout, /^key_check\.sealed_text: 1 encrypted anew/m);
    assert.match(rotated.stdout, /^older keys are no longer needed$/m);
    assert.equal((await run(['adapter', 'show', 'one'], withKeys(fresh))).code, 0);
    assert.match((await run(['key', 'rotate'], withKeys(fresh))).stdout, /: 0 encrypted anew, 2 had/);
  });

  it('gives the authorization server new keys, and keeps the ones before for what they have signed', async () => {
    const folder = await mkdtemp(join(dir, 'signing-'));
    const there = { ...env, GATEWAY_DATA_DIR: folder, PORT: '0' };
    const kids = async () => {
      const gateway = await startGateway(readConfig(there), pino({ level: 'silent' }));
      try {
        const { keys } = (await (await fetch(`${gateway.url}/o/jwks/`)).json()) as { keys: { kid: string }[] };
        return keys.map(({ kid }) => kid);
      } finally {
        await gateway.stop();
      }
    };
    const before = await kids();
    const config = () => readConfig(there);
    assert.match(
      await runCommand(keyCommand(config), ['rotate-signing']),
      /start the gateway again.*\nwhat .* for a week$/,
    );
    const after = await kids();
    assert.deepEqual([before.length, after.length], [1, 2]);
    assert.equal(after[1], before[0]);
  });

  it('is the same for all that work on one database: with another one no gateway starts, and no command writes', async () => {
    const folder = await mkdtemp(join(dir, 'shared-'));
    const at = (keyFile: string) => ({
      ...env,
      GATEWAY_DATA_DIR: folder,
      GATEWAY_KEY_FILE: join(folder, keyFile),
      PORT: '0',
    });
    const start = (keyFile: string) => startGateway(readConfig(at(keyFile)), pino({ level: 'silent' }));
    await (await start('one')).stop();
    await assert.rejects(start('another'), {
      name: 'KeyError',
      message: /same GATEWAY_ENCRYPTION_KEYS, or the same key file/,
    });
    await (await start('one')).stop();
    const written = await create('with another key', at('another'));
    assert.equal(written.code, 1);
    assert.match(written.stderr, /^gateway: this process does not have the key/);
  });

  it('says what is wrong with a key, without repeating it', async () => {
    const { code, stderr } = await create('three', withKeys('not-a-key'));
    assert.deepEqual(
      [code, stderr],
      [1, 'gateway: an encryption key must be 32 bytes in base64 (openssl rand -base64 32).\n'],
    );
    const file = join(dir, 'open.key');
    await writeFile(file, `${await newKey()}\n`, { mode: 0o644 });
    assert.match(
      (await run(['key', 'rotate'], { ...env, GATEWAY_KEY_FILE: file })).stderr,
      /can be read by others; run: chmod 600/,
    );
  });
});
