import { storable } from './storable-text.js';

/** A value of SQLite as JSON can take it to a column of PostgreSQL: booleans as such, bytes in hexadecimal, texts without NUL. */
export function copiedValue(value: unknown, type: string): unknown {
  if (value === null) return null;
  if (type === 'bool') return Boolean(value);
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (type === 'timestamptz') return new Date(value as string).toISOString();
  return typeof value === 'string' ? storable(value) : value;
}

/** The same, of what PostgreSQL says is there. */
export const storedValue = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
