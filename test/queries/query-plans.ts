import type { Knex } from 'knex';
import type { DatabaseName } from '../database/harness.js';

interface Statement {
  readonly sql: string;
  readonly bindings: Knex.RawBinding[];
}

/** The statements that some work sends and that match, each with its plan. */
export async function planned(
  db: Knex,
  name: DatabaseName,
  matching: RegExp,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const sent: Statement[] = [];
  const note = (query: Statement) => void sent.push(query);
  db.on('query', note);
  await work();
  db.off('query', note);
  const plans: string[] = [];
  for (const { sql, bindings } of sent.filter(({ sql }) => matching.test(sql))) {
    plans.push(`${sql}\n${await planOf(db, name, sql.replace(/\$\d+/g, '?'), bindings)}`);
  }
  return plans;
}

const planOf = (db: Knex, name: DatabaseName, sql: string, bindings: Knex.RawBinding[]): Promise<string> =>
  db.transaction(async (trx) => {
    if (name === 'SQLite') {
      const rows: { detail: string }[] = await trx.raw(`explain query plan ${sql}`, bindings);
      return rows.map(({ detail }) => detail).join('\n');
    }
    // The tables are small here, and PostgreSQL would rather read them through and sort them.
    await trx.raw('set local enable_seqscan = off');
    await trx.raw('set local enable_sort = off');
    const { rows } = await trx.raw(`explain ${sql}`, bindings);
    return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
  });
