import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { calmed } from '../../src/mcp/calmed.js';

describe('what is calmed', () => {
  it('happens at once, and once more for all that came while it rested', async () => {
    let count = 0;
    const ask = calmed(() => void count++, 30);
    ask();
    assert.equal(count, 1);
    for (let i = 0; i < 50; i++) ask();
    assert.equal(count, 1);
    await delay(50);
    assert.equal(count, 2);
    await delay(50);
    assert.equal(count, 2);
    ask();
    assert.equal(count, 3);
  });
});
