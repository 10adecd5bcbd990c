import assert from 'node:assert/strict';
import { patiently } from '../../src/queries/patience.js';

const failing = (code: string, message: string) => Object.assign(new Error(message), { code });
const AWAY = failing('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.7:5432');
const BUSY = failing('55P03', 'canceling statement due to lock timeout');
const MISTAKE = failing('42P01', 'relation "x" does not exist');
const FILE = failing('SQLITE_IOERR', 'disk I/O error');

describe('to ask a database that is away', () => {
  const cases: [string, { given: (Error | string)[]; want: string; asked: number }][] = [
    ['is answered at once when it is there', { given: ['there'], want: 'there', asked: 1 }],
    ['is answered when it is there again', { given: [AWAY, AWAY, 'there'], want: 'there', asked: 3 }],
    ['is answered when it has time again', { given: [BUSY, 'there'], want: 'there', asked: 2 }],
    ['fails at once for a mistake', { given: [AWAY, MISTAKE, 'there'], want: MISTAKE.message, asked: 2 }],
    ['fails at once for a file', { given: [FILE, 'there'], want: FILE.message, asked: 1 }],
    [
      'fails after a while, without saying where it is',
      { given: [AWAY, AWAY, AWAY, AWAY, AWAY, AWAY], want: 'the database cannot be used right now', asked: 3 },
    ],
  ];
  for (const [name, { given, want, asked }] of cases) {
    it(name, async () => {
      let count = 0;
      const ask = async () => {
        const answer = given[count++];
        if (answer instanceof Error) throw answer;
        return answer;
      };
      // The pauses are 100 and 200 ms: the third answer is the last one that is waited for.
      assert.equal(await patiently(ask, { ms: 250 }).catch((error: Error) => error.message), want);
      assert.equal(count, asked);
    });
  }

  it('ends when it is told to stop', async () => {
    const stop = new AbortController();
    let count = 0;
    const ask = async () => {
      if (++count === 2) stop.abort();
      throw AWAY;
    };
    await assert.rejects(patiently(ask, { signal: stop.signal }), { message: 'the database cannot be used right now' });
    assert.equal(count, 2);
  });
});
