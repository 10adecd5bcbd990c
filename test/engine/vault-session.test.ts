import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { makeKey } from '../../src/crypto/key-file.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { LARGEST_VALUE, LONGEST_KEY } from '../../src/engine/vault-entry.js';
import { VaultError, type VaultErrorCode } from '../../src/engine/vault-error.js';
import type { VaultOperation } from '../../src/engine/vault-operation.js';
import { VaultSession, type VaultSessionOptions } from '../../src/engine/vault-session.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const keyringOf = (key: string) => new Keyring([Buffer.from(key, 'base64')]);
const fails =
  (code: VaultErrorCode, message = /./) =>
  (error: unknown) =>
    error instanceof VaultError && error.code === code && message.test(error.message);

describe('a vault session', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integrationId: number;
    let vaultId: number;
    let vault: string;
    let count = 0;
    let clock: Date;
    const keyring = keyringOf(makeKey());

    before(async () => {
      scene = await sceneOn(await open());
      integrationId = await scene.create('Customers');
    });
    beforeEach(async () => {
      vault = `data-${++count}`;
      clock = new Date('2026-11-22T09:30:00.000Z');
      vaultId = await scene.queries.vaults.create(vault);
      await scene.queries.vaults.setRights(vaultId, integrationId, { read: true, write: true });
    });

    let runs = 0;
    const session = (options: Partial<VaultSessionOptions> = {}) =>
      new VaultSession({
        queries: scene.queries,
        keyring,
        integrationId,
        runKey: `run ${++runs}`,
        now: () => clock,
        wait: delay,
        signal: new AbortController().signal,
        ...options,
      });
    const opened = async (options: Partial<VaultSessionOptions> = {}) => {
      const made = session(options);
      await made.open(vault);
      return made;
    };

    for (const suffix of ['', '_secret'] as const) {
      it(`does what domain.md 4.10 says with ${suffix ? 'secrets' : 'items'}`, async () => {
        const one = await opened();
        const call = (verb: string, key: string, value?: unknown) =>
          one.call(vault, `${verb}${suffix}` as VaultOperation, key, value);
        assert.equal(await call('get', 'customers'), null);
        await assert.rejects(call('update', 'customers', []), fails('key_missing'));
        await call('insert', 'customers', []);
        await assert.rejects(call('insert', 'customers', []), fails('key_exists', /customers/));
        const value = [{ id: 1, name: 'Zoë', nested: { a: [null, true, 1.5] } }];
        await call('update', 'customers', value);
        assert.deepEqual(await call('get', 'customers'), value);
        await call('upsert', 'n', 0);
        await call('upsert', 'n', null);
        assert.equal(await call('get', 'n'), null);
        assert.equal(await call('delete', 'n'), true);
        assert.equal(await call('delete', 'n'), false);
        await one.closeAll();
      });
    }

    it('keeps secrets apart from items, and sealed', async () => {
      const one = await opened();
      await one.call(vault, 'insert', 'x', 'seen');
      await one.call(vault, 'insert_secret', 'x', 'unseen');
      assert.equal(await one.call(vault, 'get', 'x'), 'seen');
      assert.equal(await one.call(vault, 'get_secret', 'x'), 'unseen');
      const [row] = await scene.db('vault_secrets').where({ vault_id: vaultId });
      assert(!JSON.stringify(row).includes('unseen'));
      assert.equal(keyring.open(row.sealed_value, `vault_secrets/${vaultId}/x`), '"unseen"');
      await one.closeAll();
      const other = await opened({ keyring: keyringOf(makeKey()) });
      await assert.rejects(other.call(vault, 'get_secret', 'x'), fails('secret_unreadable', /not in the keyring/));
      await other.closeAll();
    });

    it('tells nobody whether there is a vault that it may not use', async () => {
      await scene.queries.vaults.create(`${vault}-private`);
      const say = async (name: string) => {
        const error = await session()
          .open(name)
          .catch((caught) => caught);
        assert(fails('vault_not_available')(error), String(error));
        return error.message.replaceAll(name, 'NAME');
      };
      assert.equal(await say(`${vault}-private`), await say('nowhere'));
      assert.equal(await say(`${vault}\0`), await say('nowhere'));
    });

    it('reads and writes as it is permitted', async () => {
      await scene.queries.vaults.setRights(vaultId, integrationId, { write: false });
      const reader = await opened();
      assert.equal(await reader.call(vault, 'get', 'x'), null);
      for (const operation of ['insert', 'update', 'upsert', 'delete', 'insert_secret', 'delete_secret'] as const) {
        await assert.rejects(reader.call(vault, operation, 'x', 1), fails('vault_not_permitted', /may not write/));
      }
      await reader.closeAll();
      await scene.queries.vaults.setRights(vaultId, integrationId, { read: false, write: true });
      const writer = await opened();
      await writer.call(vault, 'insert', 'x', 1);
      await assert.rejects(writer.call(vault, 'get', 'x'), fails('vault_not_permitted', /may not read/));
      await assert.rejects(writer.call(vault, 'get_secret', 'x'), fails('vault_not_permitted', /may not read/));
      await writer.closeAll();
    });

    it('works on what is open alone', async () => {
      const one = session();
      await assert.rejects(one.call(vault, 'get', 'x'), fails('vault_not_open'));
      await one.open(vault);
      await one.open(vault);
      await one.close(vault);
      assert.equal(await one.call(vault, 'get', 'x'), null);
      await one.close(vault);
      await assert.rejects(one.call(vault, 'get', 'x'), fails('vault_not_open'));
      await one.close(vault);
      await one.open(vault);
      await one.closeAll();
      await assert.rejects(one.open(vault), fails('run_ended'));
    });

    const refused: [string, { given: [string, unknown, unknown]; want: VaultErrorCode }][] = [
      ['an unknown operation', { given: ['drop', 'x', 1], want: 'invalid_arguments' }],
      ['an operation that every object has', { given: ['constructor', 'x', 1], want: 'invalid_arguments' }],
      ['an empty key', { given: ['upsert', '', 1], want: 'invalid_arguments' }],
      ['a key that is none', { given: ['upsert', { toString: 1 }, 1], want: 'invalid_arguments' }],
      ['a key with a NUL', { given: ['upsert', 'a\0b', 1], want: 'invalid_arguments' }],
      ['half a character', { given: ['upsert', '\ud83d', 1], want: 'invalid_arguments' }],
      ['a long key', { given: ['upsert', 'k'.repeat(LONGEST_KEY + 1), 1], want: 'invalid_arguments' }],
      ['no value', { given: ['upsert', 'x', undefined], want: 'invalid_arguments' }],
      ['a large value', { given: ['upsert', 'x', 'v'.repeat(LARGEST_VALUE - 1)], want: 'value_too_large' }],
    ];
    it('refuses what cannot be kept', async () => {
      const one = await opened();
      for (const [name, { given, want }] of refused) {
        await assert.rejects(one.call(vault, ...(given as [VaultOperation, string, unknown])), fails(want), name);
      }
      await one.call(vault, 'upsert', 'k'.repeat(LONGEST_KEY), 'v\0'.repeat(10));
      assert.equal(await one.call(vault, 'get', 'k'.repeat(LONGEST_KEY)), 'v\0'.repeat(10));
      await one.closeAll();
    });

    it('waits, with growing pauses, until the other run has closed the vault', async () => {
      const first = await opened();
      const pauses: number[] = [];
      const second = session({
        wait: async (ms) => {
          pauses.push(ms);
          if (pauses.length === 9) await first.close(vault);
        },
      });
      await second.open(vault);
      assert.deepEqual(pauses, [10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
      await assert.rejects(first.call(vault, 'get', 'x'), fails('vault_not_open'));
      await second.closeAll();
    });

    it('never loses an update of two runs at once', async () => {
      const add = async () => {
        const one = await opened();
        const list = ((await one.call(vault, 'get', 'list')) ?? []) as number[];
        await one.call(vault, 'upsert', 'list', [...list, list.length]);
        await one.close(vault);
      };
      await Promise.all(Array.from({ length: 6 }, add));
      const one = await opened();
      assert.deepEqual(await one.call(vault, 'get', 'list'), [0, 1, 2, 3, 4, 5]);
      await one.closeAll();
    });

    it('keeps the lock when it opens, closes and opens at once', async () => {
      const one = session();
      await Promise.all([one.open(vault), one.open(vault)]);
      await Promise.all([one.close(vault), one.close(vault), one.open(vault)]);
      assert.equal(await one.call(vault, 'get', 'x'), null);
      await one.closeAll();
    });

    it('takes the vault of a run that had it for too long, and that one learns of it', async () => {
      const first = await opened();
      clock = new Date(clock.getTime() + 600_000);
      assert.equal(await first.call(vault, 'get', 'x'), null, 'nobody else wanted it');
      const second = await opened();
      await assert.rejects(first.call(vault, 'upsert', 'x', 1), fails('vault_lock_lost', /more than 600 s/));
      await assert.rejects(first.call(vault, 'get', 'x'), fails('vault_lock_lost'));
      await assert.rejects(first.call(vault, 'delete', 'x'), fails('vault_lock_lost'));
      await first.closeAll();
      await second.call(vault, 'insert', 'x', 2);
      await second.closeAll();
    });

    it('stops waiting when the run is aborted', async () => {
      const first = await opened();
      const abort = new AbortController();
      const second = session({ signal: abort.signal, wait: () => new Promise(() => {}) });
      const waiting = second.open(vault);
      setTimeout(() => abort.abort(), 20);
      await assert.rejects(waiting, fails('run_ended'));
      await first.closeAll();
      const third = await opened();
      await third.closeAll();
    });

    it('leaves nothing locked when the run ends while it waits', async () => {
      const first = await opened();
      const second = session();
      const waiting = second.open(vault);
      await delay(5);
      await Promise.all([second.closeAll(), assert.rejects(waiting, fails('run_ended'))]);
      await first.closeAll();
      assert.equal((await scene.db('vaults').where({ id: vaultId }).first()).locked_by, null);
    });

    it('does not wait for the run that waits for it', async () => {
      const parent = await opened();
      const child = session({ caller: parent });
      const grandchild = session({ caller: child });
      await assert.rejects(child.open(vault), fails('vault_held_by_caller'));
      await assert.rejects(grandchild.open(vault), fails('vault_held_by_caller'));
      await parent.close(vault);
      await grandchild.open(vault);
      await grandchild.closeAll();
    });

    it('survives the death of its vault', async () => {
      const one = await opened();
      await scene.queries.vaults.delete(vault);
      await assert.rejects(one.call(vault, 'upsert', 'x', 1), fails('vault_lock_lost'));
      await one.closeAll();
    });
  });
});
