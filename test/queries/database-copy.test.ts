import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { isCopyUnfinished } from '../../src/database/copy-progress.js';
import { type TargetTable, targetTables } from '../../src/database/copy-target.js';
import { migrate } from '../../src/database/migrate.js';
import { SqliteSource } from '../../src/database/sqlite-source.js';
import { findWords } from '../../src/database/word-index.js';
import { copyDatabase } from '../../src/queries/database-copy.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { fillAll } from './filled-source.js';

/** More than are read at once. */
const ITEMS = 2_500;
const FEW = 3;
const rowsOf = (table: string) => (table === 'run_items' ? ITEMS : table === 'key_check' ? 1 : FEW);

describe('a copy of a SQLite database to PostgreSQL', function databaseCopy() {
  this.timeout(60_000);
  let file: FreshDatabase;
  let fresh: FreshDatabase;
  let from: Knex;
  let target: Knex;
  let tables: TargetTable[];
  before(async () => {
    file = await freshDatabase.SQLite();
    fresh = await freshDatabase.PostgreSQL();
    from = openDatabase(file);
    target = openDatabase(fresh);
    await migrate(from);
    await migrate(target);
    tables = await targetTables(target);
    await fillAll(from, tables, rowsOf);
    // Its id is not given again.
    await from('tags').insert({ id: 40, name: 'gone' });
    await from('tags').where({ id: 40 }).delete();
  });
  after(async () => {
    await from.destroy();
    await target.destroy();
    await fresh.remove();
    await file.remove();
  });

  async function copy(onProgress: (table: string, rows: number) => void = () => {}, to = target) {
    const source = new SqliteSource(file.url.replace('sqlite:', ''));
    try {
      return await copyDatabase({ source, target: to, onProgress });
    } finally {
      source.close();
    }
  }

  it('takes every table, each after those to which it refers', async () => {
    const names = tables.map(({ name }) => name);
    assert(names.indexOf('users') < names.indexOf('api_tokens'));
    assert(names.indexOf('runs') < names.indexOf('run_items'));
    assert(names.length > 30);
    assert.deepEqual(tables.find(({ name }) => name === 'runs')?.ownReferences, ['parent_run_id']);
  });

  it('refuses a target that is not empty', async () => {
    await target('tags').insert({ id: 1, name: 'mine' });
    await assert.rejects(copy(), { name: 'CopyError', message: /not empty: it has tags/ });
    await target('tags').delete();
  });

  it('is broken off in the middle, refuses another source, and goes on where it was', async () => {
    const seen: number[] = [];
    const breakOff = (table: string, rows: number) => {
      if (table !== 'run_items') return;
      seen.push(rows);
      if (seen.length === 2) throw new Error('killed');
    };
    await assert.rejects(copy(breakOff), /killed/);
    assert.deepEqual(seen, [1_000, 2_000]);
    assert(await isCopyUnfinished(target));

    const [check] = await from('key_check');
    await from('key_check').update({ sealed_text: 'another' });
    await assert.rejects(copy(), { name: 'CopyError', message: /unfinished copy of another database/ });
    await from('key_check').update(check);

    const gone: string[] = [];
    const compared = await copy((table, rows) => gone.push(`${table} ${rows}`));
    // What was there was not copied again.
    assert(gone.includes('run_items 500') && !gone.some((line) => line.startsWith('users')), gone.join());
    assert.deepEqual(
      compared.map(({ name, rows, copied, difference }) => ({ name, rows, copied, difference })),
      tables.map(({ name }) => ({ name, rows: rowsOf(name), copied: rowsOf(name), difference: null })),
    );
    assert(!(await isCopyUnfinished(target)));
  });

  it('has the same rows, but for characters that PostgreSQL cannot store', async () => {
    for (const { name } of tables) {
      const clean = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value);
      const rows: object[] = await from(name).orderBy('id');
      const expected = rows.map((row) =>
        Object.entries(row)
          .map(([column, value]) => [column, clean(value)])
          .toSorted(),
      );
      const copied: object[] = await target(name).orderBy('id');
      assert.deepEqual(
        copied.map((row) => Object.entries(row).toSorted()),
        expected,
        name,
      );
    }
  });

  it('has the words of the run history, and the jobs', async () => {
    const found = await findWords(target, { all: ['1234'], any: [], below: 1e9, limit: 10 });
    assert.deepEqual(found, [1234]);
    const { rows } = await target.raw(`select task_identifier, key, run_at from graphile_worker.jobs order by id`);
    assert.deepEqual(
      rows.map((job: { task_identifier: string; key: string | null }) => [job.task_identifier, job.key]),
      [
        ['sweep', 'sweep'],
        ['run', null],
      ],
    );
  });

  it('gives new rows ids that no row has had', async () => {
    const [row] = await target('tags').insert({ name: 'new' }).returning('id');
    assert.equal(row?.id, 41);
  });

  it('says what is not the same', async () => {
    const other = await freshDatabase.PostgreSQL();
    const db = openDatabase(other);
    await migrate(db);
    // Somebody changes the copy while it is made.
    const compared = await copy((table) => {
      if (table === 'run_labels') void db('tags').where({ id: 2 }).update({ name: 'changed' }).then();
    }, db);
    const differences = compared.filter(({ difference }) => difference !== null);
    assert.deepEqual(
      differences.map(({ name, difference }) => [name, difference]),
      [['tags', 'row 2 differs']],
    );
    assert(await isCopyUnfinished(db), 'no gateway starts on it');
    await db.destroy();
    await other.remove();
  });
});
