import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { type RateBucketQueries, rateBucketQueries } from '../../src/queries/rate-buckets.js';
import { onEachDatabase } from '../database/harness.js';

const A_MINUTE = { most: 120, perMinute: 120 };

describe('rateBucketQueries', () => {
  onEachDatabase((database, open) => {
    if (database === 'SQLite') return;
    let db: Knex;
    let buckets: RateBucketQueries;
    let count = 0;
    let key: string;
    before(async () => {
      db = await open();
      buckets = rateBucketQueries(db);
    });
    beforeEach(() => {
      key = `bucket ${++count}`;
    });
    /** As if so much time had gone by. */
    const pass = (seconds: number) =>
      db('rate_buckets')
        .where({ key })
        .update({ full_at: db.raw('full_at - make_interval(secs => ?)', [seconds]) });
    /** To the whole one below: what comes back while the test runs is no matter. */
    const take = async (wanted: number, size = A_MINUTE) => {
      const { taken, left } = await buckets.take(key, wanted, size);
      return [taken, Math.floor(left + 0.01)];
    };

    it('gives what is there, and no more', async () => {
      assert.deepEqual(await take(100), [100, 20]);
      assert.deepEqual(await take(15), [15, 5]);
      assert.deepEqual(await take(50), [5, 0]);
      assert.deepEqual(await take(1), [0, 0]);
    });

    it('gives no more than it holds to whoever asks first', async () => {
      assert.deepEqual(await take(1_000), [120, 0]);
    });

    it('fills evenly, up to what it holds', async () => {
      await take(120);
      await pass(5);
      assert.deepEqual(await take(100), [10, 0]);
      await pass(3_600);
      assert.deepEqual(await take(1), [1, 119]);
    });

    it('takes back', async () => {
      await take(120);
      await buckets.giveBack(key, 7, A_MINUTE);
      assert.deepEqual(await take(100), [7, 0]);
      await buckets.giveBack('unknown', 1, A_MINUTE);
    });

    it('loses none of a size that no time of whole microseconds divides', async () => {
      const odd = { most: 7, perMinute: 7 };
      for (let left = 6; left >= 0; left--) assert.deepEqual(await take(1, odd), [1, left]);
      assert.deepEqual(await take(1, odd), [0, 0]);
    });

    it('gives to many at once what is there, and not more', async () => {
      const all = await Promise.all(
        Array.from({ length: 60 }, () => buckets.take(key, 3, { most: 100, perMinute: 1 })),
      );
      assert.equal(
        all.reduce((sum, { taken }) => sum + taken, 0),
        100,
      );
    });

    it('forgets what is full', async () => {
      await db('rate_buckets').delete();
      await buckets.take(key, 1, { most: 100, perMinute: 60_000 });
      await buckets.take(`${key}, empty`, 100, A_MINUTE);
      await delay(5);
      assert.equal(await buckets.sweep(), 1);
      assert.deepEqual(await db('rate_buckets').pluck('key'), [`${key}, empty`]);
    });
  });
});
