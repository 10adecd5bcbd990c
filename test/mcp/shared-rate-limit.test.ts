import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { SharedRateLimit } from '../../src/mcp/shared-rate-limit.js';
import { rateBucketQueries } from '../../src/queries/rate-buckets.js';
import { onEachDatabase } from '../database/harness.js';

const LIMIT = 120;

describe('SharedRateLimit', () => {
  onEachDatabase((database, open) => {
    if (database === 'SQLite') return;
    let db: Knex;
    let statements = 0;
    let count = 0;
    let key: string;
    let nodes: SharedRateLimit[];
    let away: unknown[];
    const pools: Knex[] = [];
    before(async () => {
      db = await open();
      const { connectionString: url } = db.client.config.connection;
      for (let i = 0; i < 3; i++) pools.push(openDatabase({ url }));
      for (const pool of pools) pool.on('query', () => void statements++);
      // A connection is there before anything is measured.
      await Promise.all(pools.map((pool) => pool.raw('select 1')));
    });
    after(() => Promise.all(pools.map((pool) => pool.destroy())));
    beforeEach(() => {
      key = `caller ${++count}`;
      away = [];
      const onAway = (error: unknown) => void away.push(error);
      const now = () => performance.now();
      nodes = pools.map((pool) => new SharedRateLimit({ buckets: rateBucketQueries(pool), now, onAway }));
      statements = 0;
    });
    afterEach(() => Promise.all(nodes.map((node) => node.stop())));

    const node = (index: number) => nodes[index % nodes.length] as SharedRateLimit;
    const passed = (waits: number[]) => waits.filter((seconds) => seconds === 0).length;
    /** What comes back in the meantime, to the whole one above. */
    const refill = (since: number) => Math.ceil(((performance.now() - since) / 60_000) * LIMIT);

    it('lets all nodes together through as many as one limit allows, however many come at once', async () => {
      const start = performance.now();
      const waits = await Promise.all(Array.from({ length: 400 }, (_, i) => node(i).take(key, LIMIT)));
      const through = passed(waits);
      assert(through >= LIMIT && through <= LIMIT + refill(start), `${through} came through`);
      assert(
        waits.every((seconds) => seconds === 0 || seconds === 1),
        'one comes back each half second',
      );
      assert(statements < 60, `${statements} statements for 400 calls`);
      assert.deepEqual(away, []);
    });

    it('lets a caller that goes from node to node use up the limit', async () => {
      const start = performance.now();
      const waits: number[] = [];
      for (let i = 0; i < 150; i++) waits.push(await node(i).take(key, LIMIT));
      const through = passed(waits);
      assert(through >= LIMIT - 20 && through <= LIMIT + refill(start), `${through} came through`);
    });

    it('asks nobody for a caller that has used up everything', async () => {
      await Promise.all(Array.from({ length: 130 }, () => node(0).take(key, LIMIT)));
      statements = 0;
      const before = performance.now();
      const waits = await Promise.all(Array.from({ length: 1_000 }, () => node(0).take(key, LIMIT)));
      const most = refill(before);
      assert(passed(waits) <= most && statements <= 2 * most, `${statements} statements`);
    });

    it('says how long to wait, on every node', async () => {
      for (const index of [0, 1, 2]) assert.equal(await node(index).take(key, 1), index === 0 ? 0 : 60);
    });

    it('gives back what it did not use', async () => {
      await Promise.all(Array.from({ length: 20 }, () => node(0).take(key, LIMIT)));
      await node(0).stop();
      const start = performance.now();
      const through = passed(await Promise.all(Array.from({ length: 130 }, () => node(1).take(key, LIMIT))));
      assert(through >= LIMIT - 20 && through <= LIMIT - 20 + refill(start) + 1, `${through} came through`);
    });

    it('gives back what it did not use for a while', async () => {
      for (let i = 0; i < 30; i++) await node(0).take(key, LIMIT);
      await delay(2_200);
      const through = passed(await Promise.all(Array.from({ length: 130 }, () => node(1).take(key, LIMIT))));
      assert(through >= LIMIT - 30, `${through} came through`);
    });

    it('takes a busy caller’s calls in larger numbers, and counts each of them', async () => {
      for (let i = 0; i < 2_000; i++) assert.equal(await node(0).take(key, 60_000), 0);
      assert(statements < 30, `${statements} statements for 2000 calls`);
    });

    it('lets each node count for itself while the database is away, and says so once', async () => {
      const broken = {
        take: () => Promise.reject(new Error('away')),
        giveBack: () => Promise.reject(new Error('away')),
        sweep: () => Promise.reject(new Error('away')),
      };
      const lonely = new SharedRateLimit({ buckets: broken, now: () => 0, onAway: (error) => void away.push(error) });
      const waits = await Promise.all(Array.from({ length: 15 }, () => lonely.take(key, 10)));
      assert.deepEqual([passed(waits), away.length], [10, 1]);
      assert.equal(await lonely.take(key, 10), 6);
    });
  });
});
