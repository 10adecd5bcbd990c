import type { Knex } from 'knex';
import { isPostgres } from './connection.js';

/** Whether gateways on other machines may work on the same database, so that what one of them counts is not all. */
export const isShared = (db: Knex): boolean => isPostgres(db);
