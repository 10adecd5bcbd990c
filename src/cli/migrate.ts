import { Command } from 'commander';
import type { Config } from '../config.js';
import { openDatabase } from '../database/connection.js';
import { migrate } from '../database/migrate.js';

export function migrateCommand(config: () => Config): Command {
  return new Command('migrate').description('bring the database up to date').action(async () => {
    const db = await openDatabase({ url: config().databaseUrl });
    try {
      const done = await migrate(db);
      for (const name of done) console.log(`migrated ${name}`);
      if (done.length === 0) console.log('the database is up to date');
    } finally {
      await db.destroy();
    }
  });
}
