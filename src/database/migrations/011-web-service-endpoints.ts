import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Addresses of an integration beside its own (domain.md 3.10). */
export async function up(db: Knex): Promise<void> {
  const { name, reference } = columns(db);
  await db.schema.createTable('web_service_endpoints', (table) => {
    table.increments('id');
    table.text('prefix').notNullable();
    table.text('method').notNullable();
    name(table, 'path').notNullable();
    // The path with its parameters' names left out: two paths of one shape would be the same address.
    name(table, 'shape').notNullable();
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    table.text('description');
    table.text('response_content_type').notNullable();
    table.unique(['prefix', 'method', 'shape']);
  });
}
