import assert from 'node:assert/strict';
import { type AttemptLimit, Attempts } from '../../src/auth/attempts.js';
import { LocalBuckets } from '../../src/auth/local-buckets.js';
import { createQueries } from '../../src/queries/queries.js';
import { onEachDatabase } from '../database/harness.js';

describe('Attempts', () => {
  const limit = { most: 3, perMinute: 6 };
  let now: number;
  let told: string[];
  beforeEach(() => {
    now = 0;
    told = [];
  });
  const attemptsOf = (of: AttemptLimit = limit) => {
    const clock = () => now;
    const onRefused = (key: string) => void told.push(key);
    return new Attempts({ what: 'tries', limit: of, buckets: new LocalBuckets(clock), now: clock, onRefused });
  };
  const take = async (attempts: Attempts, key: string, times: number) => {
    const waits: number[] = [];
    for (let i = 0; i < times; i++) waits.push(await attempts.take(key));
    return waits;
  };

  it('runs out, and comes back evenly', async () => {
    const attempts = attemptsOf();
    assert.deepEqual(await take(attempts, 'a', 4), [0, 0, 0, 10]);
    assert.equal(await attempts.take('b'), 0);
    now = 9_000;
    assert.equal(await attempts.take('a'), 1);
    now = 10_000;
    assert.deepEqual(await take(attempts, 'a', 2), [0, 10]);
    now = 1_000_000;
    assert.deepEqual(await take(attempts, 'a', 4), [0, 0, 0, 10]);
  });

  it('counts many at once before it is known what becomes of them', async () => {
    const attempts = attemptsOf();
    const waits = await Promise.all(Array.from({ length: 20 }, () => attempts.take('a')));
    assert.equal(waits.filter((seconds) => seconds === 0).length, 3);
  });

  it('counts nothing that was given back', async () => {
    const attempts = attemptsOf();
    for (let i = 0; i < 100; i++) {
      assert.equal(await attempts.take('a'), 0);
      await attempts.giveBack('a');
    }
  });

  it('knows by itself when there is nothing left', async () => {
    const attempts = attemptsOf();
    await take(attempts, 'a', 2);
    assert.equal(attempts.waiting('a'), 0);
    await take(attempts, 'a', 1);
    assert.equal(attempts.waiting('a'), 10);
    await attempts.giveBack('a');
    assert.equal(attempts.waiting('a'), 0);
  });

  it('tells of the first that is refused, and of the next first one', async () => {
    const attempts = attemptsOf();
    await take(attempts, 'a', 3);
    assert.deepEqual(told, []);
    await take(attempts, 'a', 5);
    await take(attempts, 'b', 4);
    assert.deepEqual(told, ['a', 'b']);
    now = 10_000;
    await take(attempts, 'a', 1);
    assert.deepEqual(told, ['a', 'b']);
    await take(attempts, 'a', 2);
    assert.deepEqual(told, ['a', 'b', 'a']);
  });

  it('forgets the oldest of very many', async () => {
    const attempts = attemptsOf({ most: 1, perMinute: 1 });
    await attempts.take('first');
    for (let i = 0; i < 10_000; i++) await attempts.take(`key ${i}`);
    assert.equal(await attempts.take('first'), 0);
    assert.equal(await attempts.take('key 9999'), 60);
  });

  onEachDatabase((database, open) => {
    if (database === 'SQLite') return;

    it('counts what is tried on all nodes together', async () => {
      const buckets = createQueries(await open()).rateBuckets;
      assert(buckets);
      const node = (what: string) =>
        new Attempts({ what, limit: { most: 10, perMinute: 1 }, buckets, now: () => performance.now() });
      const nodes = [node('passwords'), node('passwords'), node('passwords')];
      const waits = await Promise.all(
        Array.from({ length: 60 }, (_, i) => (nodes[i % nodes.length] as Attempts).take('ann')),
      );
      assert.equal(waits.filter((seconds) => seconds === 0).length, 10);
      assert(
        waits.every((seconds) => seconds === 0 || (seconds > 55 && seconds <= 60)),
        String(waits),
      );
      assert.equal(await node('other attempts').take('ann'), 0);
      await nodes[0]?.giveBack('ann');
      assert.equal(await node('passwords').take('ann'), 0);
    });
  });
});
