import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { freshDatabase } from '../database/harness.js';
import { runningOn } from './running.js';

const MOST_GROWTH_MB = 50;

describe('the memory of the process', function memory() {
  this.timeout(120_000);

  it('stays where it is over a thousand runs', async () => {
    const fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    const world = await runningOn(db, { log: pino({ level: 'silent' }) });
    const id = await world.make({
      integration: { before_hook: 'keep({ list: Array.from({ length: 1000 }, (_, i) => ({ i })) })' },
      servicerequests: [
        { system: 'ECHO', formula_variable: 'e', fieldmappings: [{ field: 'x', value: 'list.length' }] },
      ],
    });
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const megabytes = () => {
      // What nobody holds any more is not what a run leaves behind.
      collectGarbage();
      return process.memoryUsage().rss / 1024 / 1024;
    };
    const run = async (times: number) => {
      for (let i = 0; i < times; i++) assert.equal((await world.execute(id)).status, 'success');
    };
    await run(100);
    const before = megabytes();
    await run(900);
    const grown = megabytes() - before;
    await world.stop();
    await db.destroy();
    await fresh.remove();
    assert.ok(grown < MOST_GROWTH_MB, `the process has grown by ${grown.toFixed(0)} MB from ${before.toFixed(0)} MB`);
    console.log(`      ${before.toFixed(0)} MB after 100 runs, ${(before + grown).toFixed(0)} MB after 1,000`);
  });
});
