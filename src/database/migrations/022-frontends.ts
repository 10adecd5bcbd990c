import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** Small web applications and their files (domain.md 7). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('frontends', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
    // The last part of its address, as it was written, and in small letters: two must differ in more than capitals.
    name(table, 'path').notNullable();
    name(table, 'lower_path').notNullable().unique();
    // A list, as JSON.
    table.text('allowed_domains').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
  });
  await db.schema.createTable('frontend_files', (table) => {
    table.increments('id');
    reference(table, 'frontend_id', 'frontends', 'CASCADE').notNullable();
    name(table, 'path').notNullable();
    table.text('type').notNullable();
    table.binary('content').notNullable();
    table.integer('size').notNullable();
    // SHA-256 of the content, in hexadecimal: its ETag.
    table.text('digest').notNullable();
    moment(table, 'updated_at').notNullable();
    table.unique(['frontend_id', 'path']);
  });
}
