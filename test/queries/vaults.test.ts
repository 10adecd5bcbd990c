import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { classify } from '../../src/database/classify.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries } from '../../src/queries/queries.js';
import type { VaultQueries } from '../../src/queries/vaults.js';
import { freshDatabase, onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, seconds));

describe('vaults', () => {
  onEachDatabase((database, open) => {
    let scene: Scene;
    let vaults: VaultQueries;
    let db: Knex;
    before(async () => {
      db = await open();
      scene = await sceneOn(db);
      vaults = scene.queries.vaults;
    });
    let id: number;
    let count = 0;
    beforeEach(async () => {
      id = await vaults.create(`vault-${++count}`);
    });

    it('are made once, found, listed with what is in them, and deleted with it', async () => {
      await assert.rejects(vaults.create(`vault-${count}`), (error) => classify(error) === 'unique');
      assert.deepEqual(await vaults.find(`vault-${count}`), { id, name: `vault-${count}`, lock_timeout_seconds: 600 });
      await vaults.acquire(id, 'a', at(0), 10);
      await vaults.items.upsert(id, 'a', 'x', '1', at(0));
      await vaults.items.upsert(id, 'a', 'y', '1', at(0));
      await vaults.secrets.upsert(id, 'a', 'x', 'sealed', at(0));
      assert.equal(typeof (await vaults.items.idOf(id, 'y')), 'number');
      assert.equal(await vaults.secrets.idOf(id, 'y'), null);
      const listed = (await vaults.list()).find((vault) => vault.id === id);
      assert.deepEqual(listed, { id, name: `vault-${count}`, lock_timeout_seconds: 600, items: 2, secrets: 1 });
      assert.equal(await vaults.delete(`vault-${count}`), true);
      assert.equal(await vaults.delete(`vault-${count}`), false);
      assert.deepEqual(await vaults.items.keys(id), []);
    });

    it('get another name and another time', async () => {
      const [name, lock_timeout_seconds] = [`renamed-${count}`, 7];
      assert.equal(await vaults.change(id, { name, lock_timeout_seconds }), true);
      assert.deepEqual(await vaults.byId(id), { id, name, lock_timeout_seconds });
      assert.equal(await vaults.change(9999, { name: 'x' }), false);
    });

    it('are permitted to integrations, each right by itself', async () => {
      const name = `vault-${count}`;
      const integration = await scene.create(`Uses ${name}`);
      assert.equal(await vaults.permitted(name, integration), undefined);
      await vaults.setRights(id, integration, { read: true });
      await vaults.setRights(id, integration, { write: true });
      const vault = { id, name, lock_timeout_seconds: 600 };
      assert.deepEqual(await vaults.permitted(name, integration), { ...vault, read: true, write: true });
      await vaults.setRights(id, integration, { write: false });
      assert.deepEqual(await vaults.rights(id), [{ path_name: `Uses ${name}`, read: true, write: false }]);
      assert.equal(typeof (await vaults.rightsId(id, integration)), 'number');
      assert.equal(await vaults.rightsId(id + 1000, integration), null);
      assert.equal(await vaults.setRights(id, integration, { read: false }), null);
      assert.deepEqual(await vaults.rights(id), []);
      assert.deepEqual(await db('vault_permissions').where({ vault_id: id }), []);
      assert.equal(await vaults.permitted(name, integration), undefined);
    });

    it('give their lock to one holder at a time', async () => {
      assert.equal(await vaults.acquire(id, 'a', at(0), 10), true);
      assert.equal(await vaults.acquire(id, 'b', at(1), 10), false);
      assert.equal(await vaults.acquire(id, 'a', at(2), 10), true, 'a has it');
      await vaults.release(id, 'b');
      assert.equal(await vaults.acquire(id, 'b', at(3), 10), false, 'b cannot give back what it does not have');
      await vaults.release(id, 'a');
      assert.equal(await vaults.acquire(id, 'b', at(4), 10), true);
    });

    it('give their lock to the next one when its time is over', async () => {
      await vaults.acquire(id, 'a', at(0), 10);
      assert.equal(await vaults.acquire(id, 'b', at(9), 10), false);
      assert.equal(await vaults.acquire(id, 'b', at(10), 10), true);
      assert.equal(await vaults.items.insert(id, 'a', 'x', '1', at(11)), 'lost');
      assert.equal(await vaults.items.get(id, 'a', 'x'), undefined);
    });

    it('give back the locks of processes that are gone', async () => {
      const { processes } = scene.queries;
      await processes.begin({ id: 'alive', hostname: 'here', pid: 1 }, at(0));
      await processes.begin({ id: 'killed', hostname: 'here', pid: 2 }, at(0));
      await processes.begin({ id: 'elsewhere', hostname: 'there', pid: 2 }, at(0));
      const check = { hostname: 'here', isAlive: (pid: number) => pid === 1 };
      const released = async (holder: string, seconds: number) => {
        await vaults.acquire(id, holder, at(0), 600);
        const count = await vaults.releaseOrphans({ ...check, now: at(seconds) });
        await vaults.release(id, holder);
        return count;
      };
      assert.equal(await released('alive/1', 10), 0);
      assert.equal(await released('killed/1', 10), 1);
      assert.equal(await released('elsewhere/1', 10), 0);
      assert.equal(await released('elsewhere/1', 61), 1);
      assert.equal(await released('unknown/1', 10), 1);
      assert.equal(await released('command line', 10), 0);
    });

    it('give their lock to one of many that ask at once, from two processes', async () => {
      const fresh = await freshDatabase[database]();
      const pools = [openDatabase(fresh), openDatabase(fresh)] as const;
      try {
        await migrate(pools[0]);
        const sides = pools.map((pool) => createQueries(pool).vaults) as [VaultQueries, VaultQueries];
        const wanted = await sides[0].create('wanted');
        const asked = Array.from({ length: 20 }, (_, i) =>
          (sides[i % 2] as VaultQueries).acquire(wanted, `holder ${i}`, at(0), 10),
        );
        assert.equal((await Promise.all(asked)).filter(Boolean).length, 1);
      } finally {
        for (const pool of pools) await pool.destroy();
        await fresh.remove();
      }
    });

    for (const kind of ['items', 'secrets'] as const) {
      it(`keep ${kind} by key`, async () => {
        const entries = vaults[kind];
        await vaults.acquire(id, 'a', at(0), 100);
        assert.equal(await entries.get(id, 'a', 'x'), null);
        assert.equal(await entries.update(id, 'a', 'x', '1', at(1)), 'missing');
        assert.equal(await entries.insert(id, 'a', 'x', '1', at(2)), 'done');
        assert.equal(await entries.insert(id, 'a', 'x', '2', at(3)), 'exists');
        assert.equal(await entries.get(id, 'a', 'x'), '1');
        assert.equal(await entries.update(id, 'a', 'x', '3', at(4)), 'done');
        assert.equal(await entries.upsert(id, 'a', 'X', '4', at(5)), 'done');
        assert.equal(await entries.upsert(id, 'a', 'X', '5', at(6)), 'done');
        assert.deepEqual(await entries.keys(id), [
          { key: 'X', created_at: at(5).toISOString(), updated_at: at(6).toISOString() },
          { key: 'x', created_at: at(2).toISOString(), updated_at: at(4).toISOString() },
        ]);
        assert.equal(await entries.delete(id, 'a', 'x'), 'done');
        assert.equal(await entries.delete(id, 'a', 'x'), 'missing');
        assert.equal(await entries.get(id, 'a', 'X'), '5');
        assert.equal(await entries.get(id, 'b', 'X'), undefined, 'b has no lock');
        assert.equal(await entries.delete(id, 'b', 'X'), 'lost');
      });
    }
  });
});
