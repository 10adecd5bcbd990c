import { deepEqual, equal, rejects, throws } from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { onEachDatabase } from './harness.js';

describe('openDatabase', () => {
  onEachDatabase((_name, open) => {
    let db: Knex;
    before(async () => {
      db = await open();
    });

    it('hands out booleans, moments and counts alike', async () => {
      const at = '2026-11-22T09:30:00.120Z';
      const user = { username: 'ann', is_staff: true, created_at: at };
      const [returned] = await db('users').insert(user).returning(['is_staff', 'active', 'created_at']);
      deepEqual(returned, { is_staff: true, active: true, created_at: at });
      const read = await db('users').first('is_staff', 'is_superuser', 'created_at', 'email');
      deepEqual({ ...read }, { is_staff: true, is_superuser: false, created_at: at, email: null });
      deepEqual(await db('users').where({ is_staff: true, active: true }).pluck('username'), ['ann']);
      const [row] = await db('users').count({ count: '*' });
      equal(row?.count, 1);
    });

    it('compares moments as moments', async () => {
      const at = (ms: string) => `2026-11-22T09:30:00.${ms}Z`;
      for (const [username, ms] of [
        ['b', '100'],
        ['a', '099'],
        ['c', '999'],
      ] as const)
        await db('users').insert({ username, created_at: at(ms) });
      const later = await db('users').where('created_at', '>', at('099')).orderBy('created_at').pluck('username');
      deepEqual(later, ['b', 'ann', 'c']);
    });

    it('orders names byte by byte', async () => {
      const names = ['Z', 'a', 'É', 'é', 'ab', 'a b', 'B', '_', '😀', '\uffee', 'a-b', 'A'];
      await db('tags').insert(names.map((name) => ({ name })));
      const bytes = (text: string) => Buffer.from(text);
      deepEqual(
        await db('tags').orderBy('name').pluck('name'),
        names.toSorted((a, b) => bytes(a).compare(bytes(b))),
      );
    });

    it('remembers statements, and forgets them', async () => {
      for (let count = 0; count < 450; count++) {
        equal(
          (
            await db('tags')
              .select(db.raw(`${count % 300} as it`))
              .first()
          ).it,
          count % 300,
        );
      }
    });

    it('keeps what was to be written out of error messages', async () => {
      const secret = { username: 'twice', password_hash: 'a-secret', created_at: '2026-11-22T09:30:00.000Z' };
      await db('users').insert(secret);
      await rejects(
        async () => db('users').insert(secret),
        (error: Error) => !`${error.message} ${error.stack}`.includes('a-secret'),
      );
    });

    it('keeps foreign keys', async () => {
      const orphan = { group_id: 99, user_id: 99 };
      await rejects(db('group_members').insert(orphan));
    });
  });

  it('refuses an address that it does not know', () => {
    throws(() => openDatabase({ url: 'mysql://localhost/x' }), /sqlite:PATH or postgres/);
  });
});
