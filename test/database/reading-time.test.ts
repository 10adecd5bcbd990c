import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { readWithin, TookTooLong } from '../../src/database/reading-time.js';
import { onEachDatabase } from './harness.js';

onEachDatabase((name, open) => {
  describe('reading for a limited time', () => {
    let db: Knex;
    before(async () => {
      db = await open();
    });

    it('answers', async () => {
      assert.deepEqual(await readWithin(db, 1000, (trx) => trx('users').select('id')), []);
    });

    it('passes on what goes wrong', async () => {
      await assert.rejects(
        readWithin(db, 1000, (trx) => trx('nowhere').select('id')),
        (error) => !(error instanceof TookTooLong),
      );
    });

    // Each statement of SQLite keeps the process waiting.
    if (name === 'SQLite') {
      it('lets others have a turn between the readings of many', async () => {
        const order: string[] = [];
        const reading = (at: number) =>
          readWithin(db, 1000, async (trx) => {
            await trx('users').select('id');
            order.push(`reading ${at}`);
          });
        let isDone = false;
        const turns = (async () => {
          while (!isDone) {
            await setImmediate();
            order.push('another');
          }
        })();
        await Promise.all([1, 2, 3].map(reading));
        isDone = true;
        await turns;
        assert.doesNotMatch(order.join(), /reading \d,reading/);
      });
    }

    // SQLite cannot stop a statement: what is asked of it is bounded by what it has to look at.
    if (name === 'PostgreSQL') {
      it('stops a statement that takes longer, and no later one', async () => {
        await assert.rejects(
          readWithin(db, 20, (trx) => trx.raw('select pg_sleep(5)')),
          TookTooLong,
        );
        await db.raw('select pg_sleep(0.05)');
      });
    }
  });
});
