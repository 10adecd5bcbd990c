import type { Knex } from 'knex';
import { isGone, type Known, type OrphanCheck } from './run-orphans.js';

/** A gateway process, so that others can tell whether it still lives. */
export interface ProcessRow {
  readonly id: string;
  readonly hostname: string;
  readonly pid: number;
}

export interface ProcessQueries {
  begin(process: ProcessRow, now: Date): Promise<void>;
  /** To be said again before `GONE_AFTER_MS` are over. */
  seen(id: string, now: Date): Promise<void>;
  /** Under which name the process takes jobs from now on. */
  works(id: string, worker: string): Promise<void>;
  /** The names under which those take jobs that live. */
  workers(check: OrphanCheck): Promise<string[]>;
  end(id: string): Promise<void>;
}

/** A process that has not been seen for so long is taken for dead. */
export const GONE_AFTER_MS = 20_000;

export function processQueries(db: Knex): ProcessQueries {
  return {
    begin: ({ id, hostname, pid }, now) =>
      db.transaction(async (trx) => {
        // Whoever had this number on this host before is gone: in a container, every process may be number 1.
        await trx('processes').where({ hostname, pid }).delete();
        const at = now.toISOString();
        await trx('processes').insert({ id, hostname, pid, started_at: at, seen_at: at });
      }),
    async seen(id, now) {
      await db('processes').where({ id }).update({ seen_at: now.toISOString() });
    },
    async works(id, worker) {
      await db('processes').where({ id }).update({ worker });
    },
    async workers(check) {
      const known: (Known & { worker: string })[] = await db('processes')
        .whereNotNull('worker')
        .select('id as process', 'hostname', 'pid', 'seen_at', 'worker');
      return known.filter((process) => !isGone(process, check)).map(({ worker }) => worker);
    },
    async end(id) {
      await db('processes').where({ id }).delete();
    },
  };
}
