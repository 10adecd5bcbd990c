import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Tools that users define, each of which runs one integration (domain.md 1.3). */
export async function up(db: Knex): Promise<void> {
  const { name, moment } = columns(db);
  await db.schema.createTable('mcp_tools', (table) => {
    table.increments('id');
    table.integer('integration_id').notNullable().unique().references('id').inTable('integrations').onDelete('CASCADE');
    name(table, 'name').notNullable().unique();
    // Clients that do not tell capitals apart must not find two of one name.
    name(table, 'lower_name').notNullable().unique();
    table.text('description').notNullable();
    table.text('input_schema').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
  });
}
