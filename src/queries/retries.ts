import type { Knex } from 'knex';

export interface NewRetry {
  readonly integration_id: number;
  readonly user_id: number;
  /** The run that failed first; null when its history is not stored. */
  readonly run_id: number | null;
  /** Which retry it will be, counted from 1. */
  readonly attempt: number;
  readonly due_at: string;
  readonly sealed_input: string;
}

export interface DueRetry {
  readonly id: number;
  readonly integration_id: number;
  readonly username: string;
  readonly run_id: number | null;
  readonly attempt: number;
  readonly sealed_input: string;
}

/** Failed runs that will be tried again (domain.md 4.14). */
export interface RetryQueries {
  schedule(retry: NewRetry): Promise<void>;
  /**
   * What is due, the oldest first; each goes to one asker alone, who deletes it once it has started. When the asker dies before
   * that, it is due again at the end of the lease: nothing is lost, and what had just been started may be started twice.
   */
  claimDue(now: Date, leaseMs: number, limit: number): Promise<DueRetry[]>;
  putOff(id: number, until: Date): Promise<void>;
  delete(id: number): Promise<void>;
  /** When the next one is due; null when none is scheduled. */
  nextDue(): Promise<Date | null>;
}

export function retryQueries(db: Knex): RetryQueries {
  return {
    async schedule(retry) {
      await db('scheduled_retries').insert(retry);
    },
    async claimDue(now, leaseMs, limit) {
      const at = now.toISOString();
      const due = db('scheduled_retries').where('due_at', '<=', at).orderBy(['due_at', 'id']).limit(limit);
      // The condition stands here once more for an asker that has waited for another one's claim.
      const claimed: { id: number }[] = await db('scheduled_retries')
        .whereIn('id', due.select('id'))
        .where('due_at', '<=', at)
        .update({ due_at: new Date(now.getTime() + leaseMs).toISOString() })
        .returning('id');
      return db('scheduled_retries as retry')
        .join('users', 'users.id', 'retry.user_id')
        .whereIn(
          'retry.id',
          claimed.map(({ id }) => id),
        )
        .orderBy('retry.id')
        .select('retry.id', 'integration_id', 'username', 'run_id', 'attempt', 'sealed_input');
    },
    async putOff(id, until) {
      await db('scheduled_retries').where({ id }).update({ due_at: until.toISOString() });
    },
    async delete(id) {
      await db('scheduled_retries').where({ id }).delete();
    },
    async nextDue() {
      const next = await db('scheduled_retries').orderBy('due_at').first('due_at');
      return next ? new Date(next.due_at) : null;
    },
  };
}
