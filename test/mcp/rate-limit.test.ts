import assert from 'node:assert/strict';
import { RateLimit } from '../../src/mcp/rate-limit.js';

describe('RateLimit', () => {
  it('lets a minute’s worth of calls through at once, then one at a time as the bucket refills', () => {
    let now = 0;
    const limit = new RateLimit(() => now);
    for (let i = 0; i < 60; i++) assert.equal(limit.take('a', 60), 0);
    assert.equal(limit.take('a', 60), 1);
    now += 1000;
    assert.equal(limit.take('a', 60), 0);
    assert.equal(limit.take('a', 60), 1);
  });

  it('says how long to wait', () => {
    const limit = new RateLimit(() => 0);
    limit.take('a', 1);
    assert.equal(limit.take('a', 1), 60);
  });

  it('counts each key for itself', () => {
    const limit = new RateLimit(() => 0);
    assert.equal(limit.take('a', 1), 0);
    assert.equal(limit.take('b', 1), 0);
    assert.equal(limit.take('a', 1), 60);
  });

  it('never saves up more than a minute', () => {
    let now = 0;
    const limit = new RateLimit(() => now);
    limit.take('a', 2);
    now += 3_600_000;
    assert.deepEqual([limit.take('a', 2), limit.take('a', 2), limit.take('a', 2)], [0, 0, 30]);
  });
});
