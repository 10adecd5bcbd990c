import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** Of text: `contains` and `startswith` go by every character, the others take A and a for the same. */
export type TextTest = 'contains' | 'icontains' | 'startswith';

/**
 * Whether a column has a text in it, the same on both databases: nothing in the text is a wildcard, and where case does not count,
 * that is true of A to Z alone, whatever the database's language. The text must be storable.
 */
export function textMatch(db: Knex, test: TextTest, column: string, text: string): Knex.Raw {
  const find = isPostgres(db) ? 'strpos' : 'instr';
  const given = isPostgres(db) ? '?::text' : '?';
  if (test === 'contains') return db.raw(`${find}(??, ${given}) > 0`, [column, text]);
  if (test === 'startswith') return db.raw(`substr(??, 1, length(${given})) = ${given}`, [column, text, text]);
  const bytes = isPostgres(db) ? ' collate "C"' : '';
  return db.raw(`${find}(lower(??${bytes}), lower(${given}${bytes})) > 0`, [column, text]);
}

/** A column of text to compare or to order by, byte by byte as SQLite does. */
export const bytewise = (db: Knex, column: string): Knex.Raw =>
  isPostgres(db) ? db.raw('?? collate "C"', [column]) : db.raw('??', [column]);
