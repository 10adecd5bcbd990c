import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** A column and its type in PostgreSQL. */
type Types = Readonly<Record<string, string>>;

/**
 * A table made of one parameter, `JSON.stringify(rows)`: so many rows are inserted by a statement whose text is always the same. Its
 * columns are those of `types`, and it is to be given a name: `… from ${jsonRows(db, types)} as row`.
 */
export function jsonRows(db: Knex, types: Types): string {
  const columns = Object.entries(types);
  if (isPostgres(db)) {
    const typed = columns.map(([column, type]) => `"${column}" ${type}`).join(', ');
    return `(select * from json_to_recordset(?::json) as given (${typed}))`;
  }
  const picked = columns.map(([column]) => `value ->> '$.${column}' as "${column}"`).join(', ');
  return `(select ${picked} from json_each(?))`;
}
