import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** A tag or a comment names its component by kind and id; whoever deletes the component deletes them with it. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('tags', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
  });
  await db.schema.createTable('component_tags', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    table.text('component_kind').notNullable();
    table.integer('component_id').notNullable();
    reference(table, 'tag_id', 'tags', 'CASCADE').notNullable();
    table.unique(['component_kind', 'component_id', 'tag_id']);
  });
  await db.schema.createTable('comments', (table) => {
    table.increments('id');
    reference(table, 'integration_id', 'integrations', 'CASCADE').notNullable();
    table.text('component_kind').notNullable();
    table.integer('component_id').notNullable();
    reference(table, 'author_id', 'users', 'SET NULL');
    table.text('subject').notNullable();
    table.text('content');
    table.text('url');
    table.boolean('resolved').notNullable().defaultTo(false);
    moment(table, 'created_at').notNullable();
    table.index(['component_kind', 'component_id']);
  });
}
