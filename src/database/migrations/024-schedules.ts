import type { Knex } from 'knex';
import { columns } from '../columns.js';

/** When integrations run by themselves (domain.md 9). */
export async function up(db: Knex): Promise<void> {
  const { name, moment, reference } = columns(db);
  await db.schema.createTable('schedules', (table) => {
    table.increments('id');
    table.integer('integration_id').references('id').inTable('integrations').onDelete('CASCADE').notNullable();
    // As whom it runs.
    reference(table, 'user_id', 'users', 'CASCADE').notNullable();
    name(table, 'name').notNullable();
    // JSON.
    table.text('payload').notNullable();
    moment(table, 'starts_at').notNullable();
    // Either an interval, or a calendar: a time of the day in UTC, and JSON lists, of which an empty one stands for every day or month.
    table.bigInteger('interval_ms');
    table.integer('hour');
    table.integer('minute');
    for (const list of ['weekdays', 'months', 'days']) table.text(list).notNullable().defaultTo('[]');
    table.boolean('active').notNullable();
    // When it runs next; null for one that does not. A node that takes the job of a time moves it on from that very time.
    moment(table, 'next_at').index();
    moment(table, 'last_at');
    // The run may be deleted meanwhile, so this refers to nothing.
    table.integer('last_run_id');
    table.text('problem');
    moment(table, 'problem_at');
    moment(table, 'created_at').notNullable();
    moment(table, 'updated_at').notNullable();
    table.unique(['integration_id', 'name']);
  });
}
