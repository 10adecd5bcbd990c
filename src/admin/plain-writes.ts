import type { Model } from './model.js';

/*
 * Writes of tables that have no rules of their own: a row is inserted, updated and deleted as it is. Every other model calls the
 * queries and classes that keep its rules.
 */

type Writes = Required<Pick<Model, 'create' | 'change' | 'delete'>>;

/** @param table with the columns of the model's fields */
export const plainWrites = (table: string): Writes => ({
  create: async (values, desk) => ({ id: await desk.queries.admin.insert(table, desk.stored(values)) }),
  async change({ id }, values, desk) {
    await desk.queries.admin.update(table, Number(id), desk.stored(values));
    return undefined;
  },
  async delete({ id }, { queries }) {
    await queries.admin.delete(table, Number(id));
    return null;
  },
});
