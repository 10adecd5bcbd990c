import { deepEqual } from 'node:assert/strict';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { snapshot } from '../../src/database/snapshot.js';
import { type DatabaseName, freshDatabase } from './harness.js';

describe('snapshot', () => {
  for (const name of ['SQLite', 'PostgreSQL'] satisfies DatabaseName[]) {
    it(`sees one moment, whatever others write, on ${name}`, async () => {
      const fresh = await freshDatabase[name]();
      const [db, other] = [openDatabase(fresh), openDatabase(fresh)];
      try {
        await migrate(db);
        const seen = await snapshot(db, async (trx) => {
          const before = await trx('tags').pluck('name');
          await other('tags').insert({ name: 'new' });
          return [before, await trx('tags').pluck('name')];
        });
        deepEqual(seen, [[], []]);
        deepEqual(await db('tags').pluck('name'), ['new']);
      } finally {
        await db.destroy();
        await other.destroy();
        await fresh.remove();
      }
    });
  }
});
