import { hostname } from 'node:os';
import { Command } from 'commander';
import type { Config } from '../config.js';
import { openDatabase } from '../database/connection.js';
import { migrate, pendingMigrations } from '../database/migrate.js';
import { SqliteSource } from '../database/sqlite-source.js';
import { isAlive } from '../is-alive.js';
import { CopyError, copyDatabase } from '../queries/database-copy.js';
import { isGone } from '../queries/processes.js';
import { CommandError } from './command-error.js';
import { table } from './table.js';

/** How often the progress of a large table is shown. */
const SHOWN_EVERY_MS = 2_000;

export function databaseCommand(config: () => Config): Command {
  const database = new Command('database').description('manage the database itself');

  database
    .command('copy')
    .requiredOption('--to <address>', 'postgres://user:password@host:5432/name, an empty database')
    .description('copy everything from the SQLite file to a PostgreSQL')
    .addHelpText(
      'after',
      '\nStop the gateway before. A copy that was broken off goes on where it was when it is started again.',
    )
    .action(async ({ to }: { to: string }) => copy(config(), to));

  return database;
}

async function copy({ databaseUrl }: Config, to: string): Promise<void> {
  if (!databaseUrl.startsWith('sqlite:'))
    throw new CommandError('DATABASE_URL is no SQLite file; only such can be copied.');
  if (!/^postgres(ql)?:\/\/./.test(to))
    throw new CommandError('--to must look like postgres://user:password@host:5432/name.');
  const file = databaseUrl.slice('sqlite:'.length);
  await refuseOutdated(databaseUrl, file);
  const source = openSource(file);
  const target = openDatabase({ url: to, poolSize: 2, applicationName: 'integration-gateway database copy' });
  try {
    refuseWhileServed(source);
    await migrate(target);
    const compared = await copyDatabase({ source, target, onProgress: progress() });
    const cell = ({ difference }: (typeof compared)[number]) => difference ?? 'the same';
    console.log(
      table(
        ['table', 'rows', 'copied', 'checksum', ''],
        compared.map((each) => [each.name, String(each.rows), String(each.copied), each.checksum, cell(each)]),
      ),
    );
    for (const { name, replaced } of compared) {
      if (replaced > 0) console.log(`${name}: in ${replaced} texts, characters that PostgreSQL cannot store are � now`);
    }
    if (compared.some(({ difference }) => difference !== null)) {
      throw new CopyError(
        'the copy is not the same: has the source changed meanwhile? Copy it anew, into an empty database.',
      );
    }
    console.log(
      'everything is copied; start the gateway with this DATABASE_URL, and with the same encryption keys as before',
    );
  } finally {
    source.close();
    await target.destroy();
  }
}

/** It is opened for reading alone, so nothing can bring it up to date here. */
async function refuseOutdated(url: string, file: string): Promise<void> {
  openSource(file).close();
  const db = openDatabase({ url });
  try {
    if ((await pendingMigrations(db)).length === 0) return;
  } finally {
    await db.destroy();
  }
  throw new CommandError('the SQLite file was made by an older version; run "gateway migrate" first.');
}

function openSource(file: string): SqliteSource {
  try {
    return new SqliteSource(file);
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** What it wrote would not be in the copy. */
function refuseWhileServed(source: SqliteSource): void {
  const check = { now: new Date(), hostname: hostname(), isAlive };
  const living = source.all('processes').filter((row) => !isGone({ ...row, process: row.id } as never, check));
  const [one] = living;
  if (one)
    throw new CommandError(`a gateway serves this database (process ${one.pid} on ${one.hostname}); stop it first.`);
}

/** Shows how far a table is, now and then, and when all of it is there. */
function progress() {
  let shown = performance.now();
  return (name: string, rows: number, of: number) => {
    if (rows < of && performance.now() - shown < SHOWN_EVERY_MS) return;
    shown = performance.now();
    console.log(`${name}: ${rows} of ${of}`);
  };
}
