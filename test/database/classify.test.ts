import { equal, ok } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import { classify, type DatabaseFailure } from '../../src/database/classify.js';
import { openDatabase } from '../../src/database/connection.js';
import { freshDatabase, onEachDatabase } from './harness.js';

async function failureOf(work: PromiseLike<unknown>): Promise<DatabaseFailure | null> {
  try {
    await work;
  } catch (error) {
    return classify(error);
  }
  throw new Error('it did not fail');
}

const insertUser = (db: Knex, username = 'ann') =>
  db('users').insert({ username, created_at: '2026-11-22T09:30:00.000Z' });

describe('classify', () => {
  onEachDatabase((_name, open) => {
    const cases: [string, { given: (db: Knex) => PromiseLike<unknown>; want: DatabaseFailure | null }][] = [
      ['a name that is taken', { given: async (db) => [await insertUser(db), await insertUser(db)], want: 'unique' }],
      [
        'an id that is taken',
        {
          given: (db) => db('users').insert({ id: 1, username: 'x', created_at: '2026-01-01T00:00:00Z' }),
          want: 'unique',
        },
      ],
      [
        'a reference to nothing',
        { given: (db) => db('group_members').insert({ group_id: 9, user_id: 9 }), want: 'foreign_key' },
      ],
      ['a mistake in a query', { given: (db) => db('no_such_table').select(), want: null }],
      ['a missing value', { given: (db) => db('users').insert({ username: null }), want: null }],
      [
        'a closed database',
        { given: async (db) => [await db.destroy(), await db('users').select()], want: 'unavailable' },
      ],
    ];
    let db: Knex;
    before(async () => {
      db = await open();
    });
    for (const [name, { given, want }] of cases) {
      it(`says ${want} of ${name}`, async () => equal(await failureOf(given(db)), want));
    }
  });

  it('says busy of a SQLite file that another process keeps locked, and works again afterwards', async () => {
    const fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    const other = new Sqlite(fresh.url.slice('sqlite:'.length));
    try {
      await db.schema.createTable('things', (table) => table.increments('id'));
      other.exec('BEGIN EXCLUSIVE');
      const started = performance.now();
      equal(await failureOf(db('things').insert({ id: 1 })), 'busy');
      ok(performance.now() - started < 4_000, 'it waits for two seconds, not for ever');
      other.exec('ROLLBACK');
      await db('things').insert({ id: 1 });
    } finally {
      other.close();
      await db.destroy();
      await fresh.remove();
    }
  });

  it('says unavailable of a file that is no database', async () => {
    const fresh = await freshDatabase.SQLite();
    await writeFile(fresh.url.slice('sqlite:'.length), 'This is a letter, and no database at all. '.repeat(100));
    const db = openDatabase(fresh);
    equal(await failureOf(db.raw('select 1')), 'unavailable');
    await db.destroy();
    await fresh.remove();
  });

  it('says unavailable of a PostgreSQL that is not there', async () => {
    const db = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
    equal(await failureOf(db.raw('select 1')), 'unavailable');
    await db.destroy();
  });

  it('says unavailable of a PostgreSQL database that does not exist', async () => {
    const fresh = await freshDatabase.PostgreSQL();
    await fresh.remove();
    const db = openDatabase(fresh);
    equal(await failureOf(db.raw('select 1')), 'unavailable');
    await db.destroy();
  });

  it('says unavailable when PostgreSQL ends the connection', async () => {
    const fresh = await freshDatabase.PostgreSQL();
    const [db, other] = [openDatabase(fresh), openDatabase(fresh)];
    try {
      const ended = db.transaction(async (trx) => {
        const { rows } = await trx.raw('select pg_backend_pid() as pid');
        await other.raw('select pg_terminate_backend(?)', [rows[0].pid]);
        await trx.raw('select 1');
      });
      equal(await failureOf(ended), 'unavailable');
      equal((await db.raw('select 1 as one')).rows[0].one, 1);
    } finally {
      await db.destroy();
      await other.destroy();
      await fresh.remove();
    }
  });

  it('says nothing of what is no database error', () => {
    for (const thing of [null, 'SQLITE_BUSY', new TypeError('x is not a function'), { code: '23505' }]) {
      equal(classify(thing), null);
    }
  });
});
