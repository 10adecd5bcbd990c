import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

export interface Columns {
  /** A text that is compared byte by byte, so that both databases agree on its order. */
  name(table: Knex.CreateTableBuilder, column: string): Knex.ColumnBuilder;
  /** A moment, to the millisecond; written and read as an ISO string. */
  moment(table: Knex.CreateTableBuilder, column: string): Knex.ColumnBuilder;
  /** A floating point number of 64 bits. */
  real(table: Knex.CreateTableBuilder, column: string): Knex.ColumnBuilder;
  /** A reference to another table's id, indexed, because every delete over there looks for it. */
  reference(
    table: Knex.CreateTableBuilder,
    column: string,
    to: string,
    gone: 'CASCADE' | 'SET NULL',
  ): Knex.ReferencingColumnBuilder;
}

/** The column types whose names differ between the databases. */
export function columns(db: Knex): Columns {
  const [name, moment, real] = isPostgres(db)
    ? ['text COLLATE "C"', 'timestamptz(3)', 'double precision']
    : ['text', 'text', 'real'];
  return {
    name: (table, column) => table.specificType(column, name as string),
    moment: (table, column) => table.specificType(column, moment as string),
    real: (table, column) => table.specificType(column, real as string),
    reference: (table, column, to, gone) => {
      table.index([column]);
      return table.integer(column).references('id').inTable(to).onDelete(gone);
    },
  };
}
