import assert from 'node:assert/strict';
import { Attempts } from '../../src/auth/attempts.js';

describe('Attempts', () => {
  const limit = { most: 3, perMinute: 6 };

  it('runs out, and comes back evenly', () => {
    let now = 0;
    const attempts = new Attempts(limit, () => now);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => attempts.take('a')),
      [0, 0, 0, 10],
    );
    assert.equal(attempts.take('b'), 0);
    now = 9_000;
    assert.equal(attempts.take('a'), 1);
    now = 10_000;
    assert.deepEqual([attempts.take('a'), attempts.take('a')], [0, 10]);
    now = 1_000_000;
    assert.deepEqual(
      [1, 2, 3, 4].map(() => attempts.take('a')),
      [0, 0, 0, 10],
    );
  });

  it('counts nothing that was given back', () => {
    const attempts = new Attempts(limit, () => 0);
    for (let i = 0; i < 100; i++) {
      assert.equal(attempts.take('a'), 0);
      attempts.giveBack('a');
    }
  });

  it('tells of the first that is refused, and of the next first one', () => {
    let now = 0;
    const told: string[] = [];
    const attempts = new Attempts(
      limit,
      () => now,
      (key) => void told.push(key),
    );
    const take = (key: string, times: number) => Array.from({ length: times }, () => attempts.take(key));
    take('a', 3);
    assert.deepEqual(told, []);
    take('a', 5);
    take('b', 4);
    assert.deepEqual(told, ['a', 'b']);
    now = 10_000;
    take('a', 1);
    assert.deepEqual(told, ['a', 'b']);
    take('a', 2);
    assert.deepEqual(told, ['a', 'b', 'a']);
  });

  it('forgets the oldest of very many', () => {
    const attempts = new Attempts({ most: 1, perMinute: 1 }, () => 0);
    attempts.take('first');
    for (let i = 0; i < 10_000; i++) attempts.take(`key ${i}`);
    assert.equal(attempts.take('first'), 0);
    assert.equal(attempts.take('key 9999'), 60);
  });
});
