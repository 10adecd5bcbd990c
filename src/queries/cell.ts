import { type Column, type Columns, isRequired } from './column.js';

/** What a text cannot hold: PostgreSQL stores no NUL, and no database half a character. */
export function unstorable(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character, which cannot be stored.';
  if (/\p{Surrogate}/u.test(text)) return 'holds half of a character (a lone surrogate), which cannot be stored.';
  return null;
}

/** The cell as it is kept: blank text is empty, and what means nothing around a name is gone. */
export function cellOf(column: Column, given: unknown): unknown {
  if (column.type !== 'text' || typeof given !== 'string') return given;
  if (given.trim() === '') return null;
  return column.trimmed ? given.trim() : given;
}

/** Why a cell cannot be written; null when it can. */
export function cellProblem(column: Column, given: unknown, cell: unknown): string | null {
  if (typeof given === 'string' && column.type === 'text') {
    const problem = unstorable(given);
    if (problem) return problem;
  }
  return cell === null && isRequired(column) ? 'must not be empty.' : null;
}

/** The cells as the database stores them. */
export function stored(columns: Columns, cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(cells)) {
    row[name] = columns[name]?.type === 'value' && cell !== null ? JSON.stringify(cell) : cell;
  }
  return row;
}
