import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { classify } from '../../src/database/classify.js';
import { openDatabase } from '../../src/database/connection.js';
import { waitForDatabase } from '../../src/database/wait.js';
import { type FreshDatabase, freshDatabase } from './harness.js';
import { wayTo } from './way.js';

const MOST_NAMED = 100;

describe('connections to PostgreSQL', function connections() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let db: Knex;
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
    const options = { url: fresh.url, poolSize: 2, applicationName: 'a name', prepares: true };
    db = openDatabase({ ...options, statementTimeoutMs: 1_000 });
    await db.schema.createTable('things', (table) => {
      table.increments('id');
      table.text('name');
    });
    await db('things').insert([{ name: 'one' }, { name: 'two' }]);
  });
  after(async () => {
    await db.destroy();
    await fresh.remove();
  });

  const prepared = async (on: Knex): Promise<string[]> =>
    (await on.raw('select name from pg_prepared_statements')).rows.map(({ name }: { name: string }) => name);
  const find = (on: Knex = db) => on('things').where({ name: 'two' }).first();

  it('are as many as they may be, have a name, and give up what takes too long', async () => {
    await Promise.all(Array.from({ length: 20 }, () => db.raw('select pg_sleep(0.01)')));
    const { rows } = await db.raw(`select application_name from pg_stat_activity where datname = current_database()`);
    deepEqual(
      rows.map((row: { application_name: string }) => row.application_name),
      ['a name', 'a name'],
    );
    await rejects(db.raw('select pg_sleep(20)'), (error) => classify(error) === 'busy');
  });

  it('prepare what comes again and again, so many statements at the most', async () => {
    await db.transaction(async (trx) => {
      equal((await prepared(trx)).length, 0);
      for (let i = 0; i < 3; i++) equal((await find(trx)).id, 2);
      const [name] = await prepared(trx);
      match(name ?? '', /^gateway_/);
      for (let i = 0; i < MOST_NAMED + 20; i++) {
        for (let times = 0; times < 3; times++) {
          deepEqual((await trx.raw(`select ?::int + ${i} as it`, [1])).rows, [{ it: i + 1 }]);
        }
      }
      equal((await prepared(trx)).length, MOST_NAMED);
    });
  });

  it('answer on when a table has got another column, as the migrations of a newer gateway may do', async () => {
    for (let i = 0; i < 5; i++) await find();
    await db.schema.alterTable('things', (table) => void table.integer('more').defaultTo(7));
    for (let i = 0; i < 5; i++) deepEqual(await find(), { id: 2, name: 'two', more: 7 });
  });

  it('answer on when prepared statements are lost, as behind PgBouncer, and prepare no more', async () => {
    const one = openDatabase({ url: fresh.url, poolSize: 1, prepares: true });
    for (let i = 0; i < 4; i++) await find(one);
    equal((await prepared(one)).length, 1);
    await one.raw('deallocate all');
    for (let i = 0; i < 5; i++) equal((await find(one)).id, 2);
    deepEqual(await prepared(one), []);
    await one.destroy();
  });

  it('are replaced when the server has ended them', async () => {
    await Promise.all([find(), find()]);
    const other = openDatabase(fresh);
    const end = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?';
    const asked = db.raw('select pg_sleep(0.9)');
    const failed = rejects(asked, (error) => classify(error) === 'unavailable');
    await delay(100);
    await other.raw(end, ['a name']);
    await failed;
    await delay(20);
    equal((await find()).id, 2);
    await other.destroy();
  });

  it('are there again as soon as the database is', async () => {
    const way = await wayTo(fresh.url);
    const cut = openDatabase({ url: way.url, prepares: true });
    equal((await find(cut)).id, 2);
    way.cut();
    for (let i = 0; i < 3; i++) await rejects(find(cut), (error) => classify(error) === 'unavailable');
    await way.mend();
    equal((await find(cut)).id, 2);
    await cut.destroy();
    way.cut();
  });
});

describe('waiting for a database', function waiting() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
  });
  after(() => fresh.remove());

  async function wait(url: string, waitMs?: number): Promise<number> {
    const db = openDatabase({ url });
    let waited = 0;
    try {
      await waitForDatabase(db, () => waited++, waitMs);
      return waited;
    } finally {
      await db.destroy();
    }
  }

  it('ends when it answers', async () => {
    const way = await wayTo(fresh.url);
    way.cut();
    const waited = wait(way.url);
    await delay(200);
    await way.mend();
    ok((await waited) > 0);
    way.cut();
    equal(await wait(fresh.url), 0);
  });

  it('ends after a while', () => rejects(wait('postgres://someone@127.0.0.1:1/none', 600), /ECONNREFUSED/));

  it('is of no use with a wrong password', async () => {
    const wrong = Object.assign(new URL(fresh.url), { password: 'wrong' }).href;
    const before = performance.now();
    await rejects(wait(wrong), { code: '28P01' });
    ok(performance.now() - before < 5_000);
  });

  it('is not needed with SQLite', async () => equal(await wait('sqlite::memory:'), 0));
});
