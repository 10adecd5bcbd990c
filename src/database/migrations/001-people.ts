import type { Knex } from 'knex';
import { columns } from '../columns.js';

export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('organizations', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
  });
  await db.schema.createTable('users', (table) => {
    table.increments('id');
    name(table, 'username').notNullable().unique();
    table.text('email');
    table.text('password_hash');
    table.boolean('is_staff').notNullable().defaultTo(false);
    table.boolean('is_superuser').notNullable().defaultTo(false);
    table.boolean('is_service_account').notNullable().defaultTo(false);
    table.boolean('active').notNullable().defaultTo(true);
    reference(table, 'organization_id', 'organizations', 'SET NULL');
    moment(table, 'created_at').notNullable();
    moment(table, 'signed_in_at');
    // domain.md 2.1: it only executes integrations.
    table.check('not is_service_account or not (is_staff or is_superuser)');
  });
  await db.schema.createTable('groups', (table) => {
    table.increments('id');
    name(table, 'name').notNullable().unique();
  });
  await db.schema.createTable('group_members', (table) => {
    table.increments('id');
    reference(table, 'group_id', 'groups', 'CASCADE').notNullable();
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    table.unique(['group_id', 'user_id']);
  });
}
