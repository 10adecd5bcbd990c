import type { Knex } from 'knex';
import { GONE_AFTER_MS, type ProcessRow } from './processes.js';
import { BLANK_ITEM } from './run-item.js';
import { addItems } from './run-items.js';
import { redactPayloads } from './run-redaction.js';
import type { NewRunItem, RunItemType } from './runs.js';
import { Turns } from './turns.js';

export interface OrphanCheck {
  readonly now: Date;
  /** This host, and whether a process of it lives. */
  readonly hostname: string;
  readonly isAlive: (pid: number) => boolean;
}

/** How many runs are looked at in one statement. */
const RUNS_A_LOOK = 200;

/** What is said of a run whose process ended. */
const REASON = 'The gateway process ended while the run was under way.';

/** A process as far as it is known; null is one that was never announced, or has said goodbye. */
type Known = { process: string | null; seen_at: string | null } & Pick<ProcessRow, 'hostname' | 'pid'>;
type Running = Known & { id: number };

/** Ends the runs whose process is gone, so that none is under way for ever. Returns how many they were. */
export async function endOrphans(db: Knex, check: OrphanCheck): Promise<number> {
  const turns = new Turns();
  let ended = 0;
  let after = 0;
  for (;;) {
    const running: Running[] = await db('runs')
      .leftJoin('processes', 'processes.id', 'runs.process_id')
      .select('runs.id', 'processes.id as process', 'processes.hostname', 'processes.pid', 'processes.seen_at')
      .where('runs.status', 'running')
      .where('runs.id', '>', after)
      .orderBy('runs.id')
      .limit(RUNS_A_LOOK);
    for (const run of running) {
      if (isGone(run, check) && (await end(db, run.id, check.now))) ended++;
      await turns.next();
    }
    if (running.length < RUNS_A_LOOK) return ended;
    after = running.at(-1)?.id as number;
  }
}

export function isGone({ process, seen_at, hostname, pid }: Known, check: OrphanCheck): boolean {
  if (process === null || seen_at === null) return true;
  if (check.now.getTime() - new Date(seen_at).getTime() > GONE_AFTER_MS) return true;
  return hostname === check.hostname && !check.isAlive(pid);
}

/** Completes the run's steps, and marks it failed. False when somebody else has ended it meanwhile. */
function end(db: Knex, id: number, now: Date): Promise<boolean> {
  return db.transaction(async (trx) => {
    const [run] = await trx('runs').where({ id, status: 'running' }).update(
      {
        status: 'failure',
        finished_at: now.toISOString(),
        output_status: 500,
        error_type: 'process_ended',
        error_message: REASON,
      },
      ['started_at', 'payloads_stored'],
    );
    if (!run) return false;
    const milliseconds = Math.max(0, now.getTime() - new Date(run.started_at).getTime());
    await trx('runs').where({ id }).update({ milliseconds });
    const has: string[] = await trx('run_items').where({ run_id: id }).distinct().pluck('type');
    if (has.includes('OUTPUT')) return true;
    const [last] = await trx('run_items').where({ run_id: id }).max({ sequence: 'sequence' });
    const items = has.includes('FAILURE') ? [OUTPUT] : [FAILURE, OUTPUT];
    await addItems(
      trx,
      id,
      items.map((part, index) => {
        const item = stepOf(part, Number(last?.sequence ?? 0) + index + 1, now);
        return run.payloads_stored ? item : redactPayloads(item);
      }),
    );
    return true;
  });
}

type Part = { type: RunItemType } & Partial<NewRunItem>;

const FAILURE: Part = { type: 'FAILURE', messages: JSON.stringify([{ type: 'error', text: REASON }]) };
const OUTPUT: Part = { type: 'OUTPUT', content: JSON.stringify({ payload: 'Error', headers: {}, status: 500 }) };

const stepOf = (part: Part, sequence: number, now: Date): NewRunItem => ({
  ...BLANK_ITEM,
  failed: true,
  sequence,
  at: now.toISOString(),
  ...part,
});
