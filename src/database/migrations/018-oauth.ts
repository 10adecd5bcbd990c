import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** The authorization server's applications, its keys, and what it has given out: none of it is stored readable. */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('oauth_applications', (table) => {
    table.increments('id');
    table.text('client_id').notNullable().unique();
    name(table, 'name').notNullable();
    // Null: the client is public.
    table.text('secret_hash');
    table.text('redirect_uris').notNullable();
    table.boolean('skip_authorization').notNullable().defaultTo(false);
    // Whether it asks for every scope when it names none, and not only for those that are offered to every client.
    table.boolean('all_scopes').notNullable().defaultTo(false);
    // For whom it acts by itself (client credentials, domain.md 8); null: for whoever signs in.
    reference(table, 'service_account_id', 'users', 'CASCADE');
    // Null: it was made on the command line, or has registered itself. Whoever is deleted takes along what he or she made: without
    // a maker it would be trusted as what the command line has made.
    reference(table, 'made_by', 'users', 'CASCADE');
    table.boolean('registered').notNullable().defaultTo(false);
    // What a client that has registered itself said of itself.
    table.text('metadata');
    table.boolean('active').notNullable().defaultTo(true);
    moment(table, 'created_at').notNullable();
    moment(table, 'expires_at').index();
    moment(table, 'last_used_at');
  });
  await db.schema.createTable('oauth_artifacts', (table) => {
    table.increments('id');
    table.text('kind').notNullable();
    table.text('id_hash').notNullable();
    table.text('sealed_payload').notNullable();
    table.text('grant_hash').index();
    table.text('uid_hash').index();
    reference(table, 'user_id', 'users', 'CASCADE');
    table.text('client_id').index();
    table.text('scope');
    table.text('audience');
    moment(table, 'created_at').notNullable();
    moment(table, 'expires_at').index();
    moment(table, 'consumed_at');
    table.unique(['kind', 'id_hash']);
  });
  await db.schema.createTable('oauth_keys', (table) => {
    table.increments('id');
    table.text('use').notNullable();
    table.text('sealed_key').notNullable();
    moment(table, 'created_at').notNullable();
    moment(table, 'retired_at');
  });
}
