import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { postgresServer } from './postgres-server.js';

export type DatabaseName = 'SQLite' | 'PostgreSQL';

export interface FreshDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** Makes an empty database, not migrated, and says its address. */
export const freshDatabase: Readonly<Record<DatabaseName, () => Promise<FreshDatabase>>> = {
  SQLite: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-sqlite-'));
    return { url: `sqlite:${join(folder, 'test.sqlite')}`, remove: () => rm(folder, { recursive: true, force: true }) };
  },
  PostgreSQL: () => newPostgresDatabase('template1'),
};

/** Opens a fresh, migrated database; it is closed and removed after the suite. */
export type Open = () => Promise<Knex>;

/** Runs the same suite on SQLite and on a real PostgreSQL. */
export function onEachDatabase(suite: (name: DatabaseName, open: Open) => void): void {
  for (const name of ['SQLite', 'PostgreSQL'] as const) {
    describe(`on ${name}`, function onDatabase() {
      // The first one to ask PostgreSQL waits until it has started.
      this.timeout(60_000);
      const opened: { db: Knex; fresh: FreshDatabase }[] = [];
      after(async () => {
        for (const { db, fresh } of opened) {
          await db.destroy();
          await fresh.remove();
        }
      });
      suite(name, async () => {
        const fresh = await migratedDatabase[name]();
        const db = openDatabase(fresh);
        opened.push({ db, fresh });
        return db;
      });
    });
  }
}

const migratedDatabase: typeof freshDatabase = {
  SQLite: async () => {
    const fresh = await freshDatabase.SQLite();
    await migrated(fresh.url);
    return fresh;
  },
  PostgreSQL: async () => newPostgresDatabase(await postgresTemplate()),
};

let template: Promise<string> | undefined;

/** PostgreSQL copies a database faster than we can migrate one. */
function postgresTemplate(): Promise<string> {
  template ??= (async () => {
    const server = await postgresServer();
    const name = nameOf('migrated');
    await server.run(`CREATE DATABASE ${name}`);
    await migrated(server.url(name));
    return name;
  })();
  return template;
}

async function migrated(url: string): Promise<void> {
  const db = openDatabase({ url });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

let count = 0;

/** Test processes share the server; `test_1_4711` for example. */
const nameOf = (name: string): string => `${name}_${process.pid}`;

async function newPostgresDatabase(from: string): Promise<FreshDatabase> {
  const server = await postgresServer();
  const name = nameOf(`test_${++count}`);
  await server.run(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  return { url: server.url(name), remove: () => server.run(`DROP DATABASE ${name} WITH (FORCE)`) };
}
