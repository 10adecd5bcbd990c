import { deepEqual, equal, rejects } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate, NewerDatabaseError, pendingMigrations } from '../../src/database/migrate.js';
import { type DatabaseName, freshDatabase, onEachDatabase } from './harness.js';

/** Each table's columns, and whether they may be empty. */
type Shape = Record<string, Record<string, boolean>>;

async function shapeOf(db: Knex, name: DatabaseName): Promise<Shape> {
  const tables: string[] =
    name === 'SQLite'
      ? await db('sqlite_master').where({ type: 'table' }).whereNot('name', 'like', 'sqlite_%').pluck('name')
      : await db('information_schema.tables').where({ table_schema: 'public' }).pluck('table_name');
  const shape: Shape = {};
  // The index of words is made of what each database has for it, and so is the job queue.
  const own = /^(migrations|run_item_words|jobs$)/;
  for (const table of tables.filter((table) => !own.test(table)).toSorted()) {
    const columns = Object.entries(await db(table).columnInfo());
    shape[table] = Object.fromEntries(columns.map(([column, { nullable }]) => [column, nullable && column !== 'id']));
  }
  return shape;
}

const run = promisify(execFile);

/** Migrates in a process of its own, and says how many migrations ran there. */
async function migrateInChild(url: string): Promise<number> {
  const script = `
    const { openDatabase } = await import('./src/database/connection.js');
    const { migrate } = await import('./src/database/migrate.js');
    const db = openDatabase({ url: process.argv[1] });
    console.log((await migrate(db)).length);
    await db.destroy();`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, url]);
  return Number(stdout);
}

describe('migrate', () => {
  const shapes: Shape[] = [];
  let migrationCount = 0;

  onEachDatabase((name, open) => {
    it('brings an empty database up to date, once', async () => {
      const fresh = await freshDatabase[name]();
      const db = openDatabase(fresh);
      try {
        const pending = await pendingMigrations(db);
        equal(pending[0], '001-people');
        deepEqual(await migrate(db), pending);
        deepEqual(await migrate(db), []);
        deepEqual(await pendingMigrations(db), []);
        migrationCount = pending.length;
        shapes.push(await shapeOf(db, name));
      } finally {
        await db.destroy();
        await fresh.remove();
      }
    });

    it('may be started twice at once', async () => {
      const fresh = await freshDatabase[name]();
      try {
        const ran = await Promise.all([migrateInChild(fresh.url), migrateInChild(fresh.url)]);
        deepEqual(ran.toSorted(), [0, migrationCount]);
      } finally {
        await fresh.remove();
      }
    });

    it('refuses a database from a newer version, and changes nothing', async () => {
      const db = await open();
      await db('migrations').insert({ name: '900-from-the-future', batch: 2 });
      const clear = (error: unknown) =>
        error instanceof NewerDatabaseError &&
        /made by a newer version of the gateway.*900-from-the-future/.test(error.message);
      await rejects(migrate(db), clear);
      await rejects(pendingMigrations(db), clear);
    });
  });

  // A suite of its own, because the tests of a suite run before those of the suites in it.
  describe('afterwards', () => {
    it('has made the same tables on both', () => {
      equal(shapes.length, 2);
      deepEqual(shapes[0], shapes[1]);
    });
  });
});
