import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { AuditBuffer } from '../../src/queries/audit-buffer.js';

const unavailable = () => Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

/** A buffer, and what it has written; rows below zero cannot be. */
function made(refusal: () => Error = () => new Error('no such row')) {
  const written: number[][] = [];
  const buffer = new AuditBuffer<number>(async (rows) => {
    written.push([...rows]);
    if (rows.some((row) => row < 0)) throw refusal();
  });
  return { buffer, written };
}

const outcomeOf = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'written',
    (error: Error) => error.message,
  );

describe('AuditBuffer', () => {
  it('writes together what comes in one turn, in its order', async () => {
    const { buffer, written } = made();
    await Promise.all([buffer.addLater(1), buffer.add(2), buffer.add(3)]);
    assert.deepEqual(written, [[1, 2, 3]]);
  });

  it('writes by itself what nobody waits for', async () => {
    const { buffer, written } = made();
    buffer.addLater(1);
    assert.deepEqual(written, []);
    for (let i = 0; i < 100 && written.length === 0; i++) await delay(10);
    assert.deepEqual(written, [[1]]);
  });

  it('writes what waits when it is asked to, and nothing else', async () => {
    const { buffer, written } = made();
    await buffer.flush();
    buffer.addLater(1);
    await buffer.flush();
    await buffer.flush();
    assert.deepEqual(written, [[1]]);
  });

  it('lets no more than a thousand wait', async () => {
    const { buffer, written } = made();
    await Promise.all(Array.from({ length: 1_001 }, (_, i) => buffer.addLater(i)));
    assert.deepEqual(
      written.map((rows) => rows.length),
      [1_000, 1],
    );
  });

  it('loses none for one that cannot be written', async () => {
    const { buffer, written } = made();
    const outcomes = await Promise.all([buffer.add(1), buffer.add(-1), buffer.add(2)].map(outcomeOf));
    assert.deepEqual(outcomes, ['written', 'no such row', 'written']);
    assert.deepEqual(written, [[1, -1, 2], [1], [-1], [2]]);
  });

  it('does not try one by one while the database is away', async () => {
    const { buffer, written } = made(unavailable);
    const outcomes = await Promise.all([buffer.add(1), buffer.add(-1)].map(outcomeOf));
    assert.deepEqual(outcomes, ['gone', 'gone']);
    assert.deepEqual(written, [[1, -1]]);
  });
});
