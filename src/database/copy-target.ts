import type { Knex } from 'knex';

/** A table as it is to be filled. */
export interface TargetTable {
  readonly name: string;
  /** By its name, the type of each column as PostgreSQL calls it: `timestamptz` for example. */
  readonly types: ReadonlyMap<string, string>;
  /** The columns that refer to rows of the same table. */
  readonly ownReferences: readonly string[];
}

/** What belongs to the database and to the processes that work on it, and not to what is kept in it. */
const NOT_COPIED = ['migrations', 'migrations_lock', 'database_copy', 'processes', 'rate_buckets', 'run_item_words'];

/** The tables of a PostgreSQL that are copied, each after those to which it refers. */
export async function targetTables(db: Knex): Promise<TargetTable[]> {
  const { rows: columns } = await db.raw(`select table_name as "table", column_name as name, udt_name as type
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name, ordinal_position`);
  const { rows: references } = await db.raw(`select own.relname as "table", other.relname as "to", attname as name
    from pg_constraint
    join pg_class own on own.oid = conrelid
    join pg_class other on other.oid = confrelid
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and connamespace = current_schema()::regnamespace`);
  const types = new Map<string, Map<string, string>>();
  for (const { table, name, type } of columns as Column[]) {
    types.set(table, (types.get(table) ?? new Map<string, string>()).set(name, type));
  }
  const ordered: TargetTable[] = [];
  const begun = new Set(NOT_COPIED);
  const visit = (table: string) => {
    if (begun.has(table)) return;
    begun.add(table);
    const own = (references as Reference[]).filter((reference) => reference.table === table);
    for (const { to } of own) visit(to);
    ordered.push({
      name: table,
      types: types.get(table) ?? new Map(),
      ownReferences: own.filter(({ to }) => to === table).map(({ name }) => name),
    });
  };
  for (const table of types.keys()) visit(table);
  return ordered;
}

/** Whether the source has something that would not be copied, though it should. */
export const isCopied = (table: string): boolean => !NOT_COPIED.includes(table);

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

interface Reference {
  readonly table: string;
  readonly to: string;
  readonly name: string;
}

export async function isEmpty(db: Knex, table: string): Promise<boolean> {
  return (await db(table).first(db.raw('1'))) === undefined;
}

/** Puts rows in, whose values JSON can hold. */
export async function fill(db: Knex, { name, types }: TargetTable, rows: readonly object[]): Promise<void> {
  const columns = [...types.keys()];
  const names = columns.map(() => '??').join(', ');
  await db.raw(`insert into ?? (${names}) select ${names} from json_populate_recordset(null::??, ?::json)`, [
    name,
    ...columns,
    ...columns,
    name,
    JSON.stringify(rows),
  ]);
}

/** Lets rows refer to others of their table. */
export async function refer(
  db: Knex,
  table: string,
  column: string,
  rows: readonly { readonly id: number; readonly to: number }[],
): Promise<void> {
  await db.raw(
    'update ?? as own set ?? = given."to" from json_to_recordset(?::json) as given (id int, "to" int) where own.id = given.id',
    [table, column, JSON.stringify(rows)],
  );
}

/** Rows whose ids are between these two, the higher one included, in the order of the ids. */
export const rowsBetween = (db: Knex, table: string, after: number, last: number): Promise<Record<string, unknown>[]> =>
  db(table).where('id', '>', after).where('id', '<=', last).orderBy('id');

/** The next row gets an id above this one. */
export async function continueAfter(db: Knex, table: string, id: number): Promise<void> {
  await db.raw(
    `select setval(sequence::regclass, ?) from pg_get_serial_sequence(?, 'id') as sequence
    where sequence is not null`,
    [id, table],
  );
}
