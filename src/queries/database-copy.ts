import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { beginCopy, copiedUpTo, endCopy, noteCopied, sourceOfCopy } from '../database/copy-progress.js';
import {
  continueAfter,
  fill,
  isCopied,
  isEmpty,
  refer,
  type TargetTable,
  targetTables,
} from '../database/copy-target.js';
import { addJob } from '../database/job-store.js';
import type { SourceRow, SqliteSource } from '../database/sqlite-source.js';
import { indexWords } from '../database/word-index.js';
import { writingOf } from '../database/writing.js';
import { copiedValue } from './copied-value.js';
import { type ComparedTable, compareTable } from './copy-check.js';
import { wordsOf } from './run-words.js';

/** The copy cannot be begun, or gone on with; the message is one line that says why, and what to do. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/** The jobs of SQLite go where the target keeps its own. */
const JOBS = 'jobs';

interface CopyOptions {
  readonly source: SqliteSource;
  /** A PostgreSQL, brought up to date. */
  readonly target: Knex;
  /** Is told how many of a table's rows are there. */
  readonly onProgress: (table: string, rows: number, of: number) => void;
}

/**
 * Copies everything from a SQLite file to a PostgreSQL that is empty, or that holds an unfinished copy of the same file: then it
 * goes on where that was broken off. What is there is compared with the source afterwards, row by row.
 * @throws CopyError
 */
export async function copyDatabase({ source, target, onProgress }: CopyOptions): Promise<ComparedTable[]> {
  const tables = await targetTables(target);
  const known = new Set([JOBS, ...tables.map(({ name }) => name)]);
  const unknown = source.tables().filter((name) => isCopied(name) && !known.has(name));
  if (unknown.length > 0)
    throw new CopyError(`the source has tables that this version does not know: ${unknown.join(', ')}.`);
  await begin(source, target, tables);
  for (const table of tables) await copyTable(table, { source, target, onProgress });
  await copyJobs(source, target);
  for (const { name } of tables) {
    const highest = source.highestId(name);
    if (highest > 0) await continueAfter(target, name, highest);
  }
  const compared: ComparedTable[] = [];
  for (const table of tables) compared.push(await compareTable(table, source, target));
  if (compared.every(({ difference }) => difference === null)) await endCopy(target);
  return compared;
}

async function begin(source: SqliteSource, target: Knex, tables: readonly TargetTable[]): Promise<void> {
  const name = nameOf(source);
  const unfinished = await sourceOfCopy(target);
  if (unfinished === name) return;
  if (unfinished !== null) {
    throw new CopyError('the target holds an unfinished copy of another database. Give it an empty database.');
  }
  for (const table of tables) {
    if (await isEmpty(target, table.name)) continue;
    throw new CopyError(`the target is not empty: it has ${table.name}. Give it an empty database.`);
  }
  await beginCopy(target, name);
}

/** Tells databases apart: each has sealed the text by which keys are checked in its own way. */
function nameOf(source: SqliteSource): string {
  const [check] = source.all('key_check');
  return createHash('sha256')
    .update(String(check?.sealed_text ?? ''))
    .digest('hex');
}

async function copyTable(table: TargetTable, { source, target, onProgress }: CopyOptions): Promise<void> {
  const { name, ownReferences } = table;
  const total = source.count(name);
  let copied = 0;
  for (;;) {
    const count = await target.transaction(async (trx) => {
      const after = await copiedUpTo(trx, name);
      const rows = source.batch(name, after);
      const last = rows.at(-1);
      if (!last) return 0;
      await fill(
        trx,
        table,
        rows.map((row) => copiedRow(row, table)),
      );
      if (name === 'run_items') await indexItems(trx, rows);
      await noteCopied(trx, name, last.id as number);
      return rows.length;
    });
    if (count === 0) break;
    copied += count;
    onProgress(name, copied, total);
  }
  for (const column of ownReferences) await refer(target, name, column, source.forward(name, column));
}

function copiedRow(row: SourceRow, { types, ownReferences }: TargetTable): object {
  const values = [...types].map(([column, type]) => [column, copiedValue(row[column], type)]);
  const copied = Object.fromEntries(values);
  // What it refers to may come later, and is put in when all rows are there.
  for (const column of ownReferences) if (copied[column] > copied.id) copied[column] = null;
  return copied;
}

async function indexItems(trx: Knex, rows: readonly SourceRow[]): Promise<void> {
  const runs = await trx('runs')
    .whereIn('id', [...new Set(rows.map(({ run_id }) => run_id as number))])
    .select('id', 'integration_id');
  const integrationOf = new Map(runs.map(({ id, integration_id }) => [id, integration_id]));
  const words = (row: SourceRow) => wordsOf(row as never, integrationOf.get(row.run_id));
  await indexWords(
    writingOf(trx),
    rows.map((row) => ({ id: row.id as number, words: words(row) })),
  );
}

/** All in one transaction: there are few. */
async function copyJobs(source: SqliteSource, target: Knex): Promise<void> {
  await target.transaction(async (trx) => {
    if ((await copiedUpTo(trx, JOBS)) > 0) return;
    for (const { name, payload, run_at, key } of source.all(JOBS)) {
      const job = { name: String(name), payload: String(payload), at: new Date(String(run_at)) };
      await addJob(trx, { ...job, key: key as string | null });
    }
    await noteCopied(trx, JOBS, 1);
  });
}
