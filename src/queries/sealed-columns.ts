import type { Knex } from 'knex';

/** A column whose texts are sealed, and the columns that tell the place of each. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly needs: readonly string[];
}

export interface SealedText {
  readonly id: number;
  readonly sealed: string;
  /** The columns that tell its place. */
  readonly row: Readonly<Record<string, unknown>>;
}

export interface SealedColumnQueries {
  /** The sealed texts with a greater id, in the order of the ids. */
  after(column: SealedColumn, id: number, limit: number): Promise<SealedText[]>;
  /** Puts one sealed text in another's stead, unless somebody has changed it meanwhile; returns whether it did. */
  replace(column: SealedColumn, text: Pick<SealedText, 'id' | 'sealed'>, by: string): Promise<boolean>;
}

export function sealedColumnQueries(db: Knex): SealedColumnQueries {
  return {
    async after({ table, column, needs }, id, limit) {
      const rows = await db(table)
        .where('id', '>', id)
        .whereNotNull(column)
        .orderBy('id')
        .limit(limit)
        .select('id', column, ...needs);
      return rows.map((row) => ({ id: row.id, sealed: row[column], row }));
    },
    async replace({ table, column }, { id, sealed }, by) {
      return (
        (await db(table)
          .where({ id, [column]: sealed })
          .update({ [column]: by })) > 0
      );
    },
  };
}
