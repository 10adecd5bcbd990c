import type { Knex } from 'knex';

/** The connections of a pool by what they do, and the callers that wait for one. */
export interface PoolUse {
  readonly used: number;
  readonly free: number;
  readonly waiting: number;
}

export function poolUse(db: Knex): PoolUse {
  const { pool } = db.client;
  return { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires() };
}
