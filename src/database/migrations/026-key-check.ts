import type { Knex } from 'knex';

/** One text that whoever has the right keys can open. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('key_check', (table) => {
    // There is one row, whichever of several processes has written it first.
    table.integer('id').primary().checkIn(['1']);
    table.text('sealed_text').notNullable();
  });
}
