import type { Knex } from 'knex';

export interface LocalJob {
  readonly id: number;
  readonly name: string;
  readonly payload: string;
  /** How often it was taken, this time included. */
  readonly attempts: number;
}

/** The way out of the job queue on SQLite, where one process takes all jobs (on PostgreSQL, graphile-worker does that). */
export interface LocalJobQueries {
  /** Takes jobs that are due, the longest waiting first, but for those that are under way already. */
  take(now: Date, underWay: readonly number[], limit: number): Promise<LocalJob[]>;
  done(id: number): Promise<void>;
  putOff(id: number, until: Date): Promise<void>;
  /** When the next one is due, but for those under way; null when there is none. */
  nextDue(underWay: readonly number[]): Promise<Date | null>;
}

export function localJobQueries(db: Knex): LocalJobQueries {
  return {
    take: (now, underWay, limit) =>
      db('jobs')
        .whereIn(
          'id',
          db('jobs')
            .where('run_at', '<=', now.toISOString())
            .whereNotIn('id', underWay)
            .orderBy(['run_at', 'id'])
            .limit(limit)
            .select('id'),
        )
        // Its key is free from now on: whoever adds such a job again means one that is done after this one.
        .update({ key: null, attempts: db.raw('attempts + 1') }, ['id', 'name', 'payload', 'attempts']),
    async done(id) {
      await db('jobs').where({ id }).delete();
    },
    async putOff(id, until) {
      await db('jobs').where({ id }).update({ run_at: until.toISOString() });
    },
    async nextDue(underWay) {
      const next = await db('jobs').whereNotIn('id', underWay).orderBy('run_at').first('run_at');
      return next ? new Date(next.run_at) : null;
    },
  };
}
