import assert from 'node:assert/strict';
import { DatabaseClock } from '../../src/database/clock.js';
import { onEachDatabase } from '../database/harness.js';

describe('DatabaseClock', () => {
  onEachDatabase((database, open) => {
    const cases: [string, { given: number; want: number }][] = [
      ['agrees with it', { given: 0, want: 0 }],
      ['is ahead', { given: 90_000, want: database === 'SQLite' ? 90_000 : 0 }],
      ['is behind', { given: -3_600_000, want: database === 'SQLite' ? -3_600_000 : 0 }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`goes by ${database === 'SQLite' ? 'the machine’s clock, which' : 'the database’s where the machine’s'} ${name}`, async () => {
        const told: unknown[] = [];
        const log = { warn: (about: unknown) => void told.push(about) };
        const clock = new DatabaseClock(await open(), () => Date.now() + given, log);
        await clock.start();
        // This machine is the database's as well. A busy one answers late.
        const difference = clock.now().getTime() - (Date.now() + want);
        assert(Math.abs(difference) < 1_000, `${difference} ms`);
        assert.equal(told.length > 0, want !== given, JSON.stringify(told));
        await clock.stop();
      });
    }
  });
});
