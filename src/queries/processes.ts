import type { Knex } from 'knex';

/** A gateway process, so that others can tell whether it still lives. */
export interface ProcessRow {
  readonly id: string;
  readonly hostname: string;
  readonly pid: number;
}

/** A process as far as it is known; null is one that was never announced, or has said goodbye. */
export type Known = { process: string | null; seen_at: string | null } & Pick<ProcessRow, 'hostname' | 'pid'>;

export interface OrphanCheck {
  readonly now: Date;
  /** This host, and whether a process of it lives. */
  readonly hostname: string;
  readonly isAlive: (pid: number) => boolean;
  /** For how long a process has not been seen that is taken for dead; `GONE_AFTER_MS` when left out. */
  readonly goneAfterMs?: number;
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
  /** Notes who is gone, for those who only ask about one; a process that is seen again is not. */
  noteGone(check: OrphanCheck): Promise<void>;
  /** Deletes those that have been gone for a day, and says how many there were. */
  sweep(now: Date): Promise<number>;
}

/** A process that has not been seen for so long is taken for dead. */
export const GONE_AFTER_MS = 20_000;

/** How long one that is gone is kept: it may be one whose way to the database was cut, and come back. */
const KEPT_MS = 24 * 60 * 60 * 1000;

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
      await db('processes').where({ id }).update({ seen_at: now.toISOString(), gone: false });
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
    async noteGone(check) {
      const known: Known[] = await db('processes')
        .where({ gone: false })
        .select('id as process', 'hostname', 'pid', 'seen_at');
      for (const { process: id, seen_at, ...of } of known)
        if (isGone({ process: id, seen_at, ...of }, check))
          await db('processes').where({ id, seen_at }).update({ gone: true });
    },
    sweep: (now) =>
      db('processes')
        .where({ gone: true })
        .where('seen_at', '<', new Date(now.getTime() - KEPT_MS).toISOString())
        .delete(),
  };
}

export function isGone({ process, seen_at, hostname, pid }: Known, check: OrphanCheck): boolean {
  if (process === null || seen_at === null) return true;
  if (check.now.getTime() - new Date(seen_at).getTime() > (check.goneAfterMs ?? GONE_AFTER_MS)) return true;
  return hostname === check.hostname && !check.isAlive(pid);
}
