import type { Knex } from 'knex';
import { isPostgres } from './connection.js';
import type { Writing } from './writing.js';

/*
 * The full-text index of the run history: which words are in which step. Both databases are given words that are split already,
 * and take them as they are, so that both find the same. A row goes when its step goes.
 */

/** A step and the words in it. A word consists of letters, digits and underscores; none is longer than 64 characters. */
export interface Words {
  readonly id: number;
  readonly words: readonly string[];
}

export interface WordQuery {
  /** Steps that have all of these, */
  readonly all: readonly string[];
  /** and one of these, if there are any; */
  readonly any: readonly string[];
  /** whose id is below this one; */
  readonly below: number;
  /** so many of them, the largest id first. */
  readonly limit: number;
}

const TABLE = 'run_item_words';
/** How many rows go into one statement: its text should still be worth remembering (connection.ts). */
const ROWS_A_STATEMENT = 50;

export async function createWordIndex(db: Knex): Promise<void> {
  if (isPostgres(db)) {
    await db.raw(`create table ${TABLE} (
      item_id integer primary key references run_items (id) on delete cascade, words tsvector not null)`);
    await db.raw(`create index ${TABLE}_words on ${TABLE} using gin (words)`);
    return;
  }
  // The words alone, without their places and without the text. To the tokenizer "ascii", all other characters are letters.
  await db.raw(`create virtual table ${TABLE} using fts5(
    words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'")`);
  await db.raw(`create trigger ${TABLE}_gone after delete on run_items begin
    delete from ${TABLE} where rowid = old.id; end`);
}

/** Adds steps, or says anew which words are in them. */
export async function indexWords(writing: Writing, entries: readonly Words[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT) {
    const some = entries.slice(from, from + ROWS_A_STATEMENT);
    if (writing.isPostgres) {
      await writing.run(
        `insert into ${TABLE} (item_id, words) values ${some.map(() => '(?, array_to_tsvector(?::text[]))').join(', ')}
         on conflict (item_id) do update set words = excluded.words`,
        some.flatMap(({ id, words }) => [id, words as never]),
      );
    } else {
      await writing.run(
        `insert or replace into ${TABLE} (rowid, words) values ${some.map(() => '(?, ?)').join(', ')}`,
        some.flatMap(({ id, words }) => [id, words.join(' ')]),
      );
    }
  }
}

/** The ids of the steps with these words. */
export async function findWords(db: Knex, { all, any, below, limit }: WordQuery): Promise<number[]> {
  if (isPostgres(db)) {
    const terms = [...all.map(quoted), ...(any.length > 0 ? [`(${any.map(quoted).join(' | ')})`] : [])].join(' & ');
    return db(TABLE)
      .whereRaw('words @@ ?::tsquery', [terms])
      .where('item_id', '<', below)
      .orderBy('item_id', 'desc')
      .limit(limit)
      .pluck('item_id');
  }
  const terms = [...all.map(phrase), ...(any.length > 0 ? [`(${any.map(phrase).join(' OR ')})`] : [])].join(' AND ');
  return db(TABLE)
    .whereRaw(`${TABLE} match ?`, [terms])
    .where('rowid', '<', below)
    .orderBy('rowid', 'desc')
    .limit(limit)
    .pluck('rowid');
}

const quoted = (word: string): string => `'${word}'`;
const phrase = (word: string): string => `"${word}"`;
