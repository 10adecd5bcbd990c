import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type Checks, Readiness } from '../../src/ops/readiness.js';

describe('Readiness', () => {
  const fine = async () => null;
  const broken = async () => {
    throw new Error('the password is hunter2');
  };
  const silent = () => new Promise<null>(() => {});

  const states: [string, { given: Checks; want: object }][] = [
    ['all well', { given: { database: fine, queue: fine }, want: { process: 'ok', database: 'ok', queue: 'ok' } }],
    [
      'one with a problem',
      {
        given: { database: async () => 'migrations pending', queue: fine },
        want: { process: 'ok', database: 'migrations pending', queue: 'ok' },
      },
    ],
    ['one that fails, and not why', { given: { database: broken }, want: { process: 'ok', database: 'failing' } }],
    ['one that does not answer', { given: { database: silent }, want: { process: 'ok', database: 'no answer' } }],
  ];
  for (const [name, { given, want }] of states) {
    it(`tells of ${name}`, async () => {
      const readiness = new Readiness({ checks: given, clock: () => 0, limitMs: 20 });
      assert.deepEqual(await readiness.state(), {
        ready: Object.values(want).every((part) => part === 'ok'),
        parts: want,
      });
    });
  }

  it('is not ready from the moment on that the process is told to stop', async () => {
    const readiness = new Readiness({ checks: { database: fine }, clock: () => 0 });
    assert.equal((await readiness.state()).ready, true);
    readiness.stopping();
    assert.deepEqual(await readiness.state(), { ready: false, parts: { process: 'stopping', database: 'ok' } });
  });

  it('checks once for all who ask within a quarter of a second', async () => {
    let checked = 0;
    let now = 0;
    const database = async () => {
      checked++;
      return null;
    };
    const readiness = new Readiness({ checks: { database }, clock: () => now });
    await Promise.all(Array.from({ length: 50 }, () => readiness.state()));
    now = 250;
    await readiness.state();
    assert.equal(checked, 1);
    now = 251;
    await readiness.state();
    assert.equal(checked, 2);
  });

  it('does not ask again what has not answered yet, and does when it has', async () => {
    let now = 0;
    const asked: ((problem: null) => void)[] = [];
    const database = () => new Promise<null>((resolve) => asked.push(resolve));
    const readiness = new Readiness({ checks: { database }, clock: () => now, limitMs: 10 });
    for (now = 0; now < 3_000; now += 1_000) {
      assert.equal((await readiness.state()).parts.database, 'no answer');
    }
    assert.equal(asked.length, 1);
    asked[0]?.(null);
    await delay(0);
    const state = readiness.state();
    asked[1]?.(null);
    assert.equal((await state).parts.database, 'ok');
  });
});
