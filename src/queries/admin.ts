import type { Knex } from 'knex';

type Row = Readonly<Record<string, unknown>>;

/** What the admin models ask of any table (src/admin/): they say which, in plain data, and SQL is made of it here. */
export interface AdminQueries {
  /** Returns the id. */
  insert(table: string, row: Row): Promise<number>;
  update(table: string, id: number, changes: Row): Promise<void>;
  delete(table: string, id: number): Promise<void>;
}

export function adminQueries(db: Knex): AdminQueries {
  return {
    async insert(table, row) {
      const [{ id }] = await db(table).insert(row, ['id']);
      return id;
    },
    async update(table, id, changes) {
      await db(table).where({ id }).update(changes);
    },
    async delete(table, id) {
      await db(table).where({ id }).delete();
    },
  };
}
