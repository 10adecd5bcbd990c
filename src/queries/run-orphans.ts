import type { Knex } from 'knex';
import { isGone, type Known, type OrphanCheck } from './processes.js';
import { breakOff } from './run-broken-off.js';
import { Turns } from './turns.js';

/** How many runs are looked at in one statement. */
const RUNS_A_LOOK = 200;

/** What is said of a run whose process ended. */
const REASON = 'The gateway process ended while the run was under way.';

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
      if (
        isGone(run, check) &&
        (await breakOff(db, run.id, { was: 'running', error_type: 'process_ended', reason: REASON, now: check.now }))
      )
        ended++;
      await turns.next();
    }
    if (running.length < RUNS_A_LOOK) return ended;
    after = running.at(-1)?.id as number;
  }
}
