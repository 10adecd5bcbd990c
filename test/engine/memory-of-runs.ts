import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { freshDatabase } from '../database/harness.js';
import { runningOn } from './running.js';

// A program of its own: prints how many megabytes the process has after 300 runs, and after 1,300.
const fresh = await freshDatabase.SQLite();
const db = openDatabase(fresh);
await migrate(db);
const world = await runningOn(db, { log: pino({ level: 'silent' }) });
const id = await world.make({
  integration: { before_hook: 'keep({ list: Array.from({ length: 1000 }, (_, i) => ({ i })) })' },
  servicerequests: [{ system: 'ECHO', formula_variable: 'e', fieldmappings: [{ field: 'x', value: 'list.length' }] }],
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
// Until then, each thread grows to the size that it works with.
await run(300);
const first = megabytes();
await run(1_000);
const last = megabytes();
await world.stop();
await db.destroy();
await fresh.remove();
console.log(JSON.stringify([first, last]));
