import type { Knex } from 'knex';
import { readWithin, TookTooLong } from '../database/reading-time.js';
import { bytewise } from '../database/text-match.js';
import { writeAlone } from '../database/writing-alone.js';
import { type Condition, type Pairs, ROW, type Rows, visibleRows, whereConditions } from './admin-rows.js';

export type AdminRow = Readonly<Record<string, unknown>>;

export interface AdminOrder {
  readonly column: string;
  readonly descending: boolean;
  /** Whether it holds text. */
  readonly text: boolean;
  readonly nullable: boolean;
}

/** A page of a table's rows. */
export interface AdminPage extends Rows {
  /** Null for all columns. */
  readonly columns: readonly string[] | null;
  /** Those that an index answers, and those for which every row is looked at that the others leave. */
  readonly indexed: readonly Condition[];
  readonly scanning: readonly Condition[];
  /** Whether the order is none that an index has. */
  readonly sorts: boolean;
  readonly order: readonly AdminOrder[];
  readonly limit: number;
  readonly offset: number;
}

export interface ReadLimits {
  /** How many rows may be looked at or sorted. */
  readonly scanned: number;
  /** How far is counted. */
  readonly counted: number;
  /** How long a statement may take. */
  readonly milliseconds: number;
}

export type AdminFound =
  | { readonly rows: AdminRow[]; readonly total: number }
  /** More rows than may be looked at. */
  | 'scans_too_much'
  | 'takes_too_long';

/** What the admin models ask of any table (src/admin/): they say which, in plain data, and SQL is made of it here. */
export interface AdminQueries {
  page(page: AdminPage, limits: ReadLimits): Promise<AdminFound>;
  /** A row, if it may be seen. */
  row(rows: Rows, id: number, columns?: readonly string[] | null): Promise<AdminRow | undefined>;
  /** Those of the ids whose rows may be seen. */
  seen(rows: Rows, ids: readonly number[]): Promise<number[]>;
  /** By the id of each row, in ascending order the ids of those rows that it is paired with, and that may be seen. */
  paired(pairs: Pairs, to: Rows, ids: readonly number[]): Promise<ReadonlyMap<number, number[]>>;
  /** Begins a change in a transaction: other changes of this kind wait until it ends. */
  begin(): Promise<void>;
}

export function adminQueries(db: Knex): AdminQueries {
  return {
    async page(page, limits) {
      try {
        return await readWithin(db, limits.milliseconds, (trx) => readPage(trx, page, limits));
      } catch (error) {
        if (error instanceof TookTooLong) return 'takes_too_long';
        throw error;
      }
    },
    row: (rows, id, columns = null) => visibleRows(db, rows).where(`${ROW}.id`, id).first(columnsOf(columns)),
    seen: (rows, ids) =>
      visibleRows(db, rows)
        .whereIn(`${ROW}.id`, [...ids])
        .pluck(`${ROW}.id`),
    async paired({ table, own, other }, to, ids) {
      const found: { own: number; other: number }[] = await visibleRows(db, to, 'other')
        .join(`${table} as pair`, `pair.${other}`, 'other.id')
        .whereIn(`pair.${own}`, [...ids])
        .select(`pair.${own} as own`, `pair.${other} as other`)
        .orderBy('pair.id');
      const others = new Map(ids.map((id) => [id, [] as number[]]));
      for (const pair of found) others.get(pair.own)?.push(pair.other);
      for (const list of others.values()) list.sort((a, b) => a - b);
      return others;
    },
    begin: () => writeAlone(db, 'admin_log'),
  };
}

const columnsOf = (columns: readonly string[] | null): string[] =>
  columns ? columns.map((column) => `${ROW}.${column}`) : [`${ROW}.*`];

async function readPage(trx: Knex, page: AdminPage, limits: ReadLimits): Promise<AdminFound> {
  const bounded = () => {
    const query = visibleRows(trx, page);
    whereConditions(trx, query, page.indexed);
    return query;
  };
  const scans = page.scanning.length > 0 || page.sorts;
  if (scans && (await countUpTo(trx, bounded(), limits.scanned + 1)) > limits.scanned) return 'scans_too_much';
  const fitting = () => {
    const query = bounded();
    whereConditions(trx, query, page.scanning);
    return query;
  };
  const query = fitting().select(columnsOf(page.columns)).limit(page.limit).offset(page.offset);
  for (const { column, descending, text, nullable } of page.order) {
    const by = text ? bytewise(trx, `${ROW}.${column}`) : trx.raw('??', [`${ROW}.${column}`]);
    // Empty ones come first, and last when the order is turned around, on both databases.
    const nulls = nullable ? ` nulls ${descending ? 'last' : 'first'}` : '';
    query.orderByRaw(`? ${descending ? 'desc' : 'asc'}${nulls}`, [by]);
  }
  const rows: AdminRow[] = await query;
  const isAll = page.offset === 0 && rows.length < page.limit;
  return { rows, total: isAll ? rows.length : await countUpTo(trx, fitting(), limits.counted) };
}

async function countUpTo(trx: Knex, query: Knex.QueryBuilder, most: number): Promise<number> {
  const [row] = await trx.from(query.select(trx.raw('1 as one')).limit(most).as('counted')).count({ count: '*' });
  return Number(row?.count);
}
