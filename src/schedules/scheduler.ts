import type { Logger } from 'pino';
import type { Keyring } from '../crypto/keyring.js';
import { postedInput } from '../engine/posted-input.js';
import { presentActor } from '../engine/present-actor.js';
import { RunQueue } from '../engine/run-queue.js';
import { RunRefused } from '../engine/runner.js';
import type { Jobs } from '../queries/jobs.js';
import type { Queries } from '../queries/queries.js';
import type { ScheduleOutcome, ScheduleRow } from '../queries/schedules.js';
import { nextTime } from './timing.js';

export interface SchedulerOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn'>;
}

/** Starts what schedules say, each time once, on however many nodes. */
export class Scheduler {
  constructor(private readonly options: SchedulerOptions) {}

  /**
   * Does the job of a schedule's next run: queues the run, and puts in the job of the time after it, all or nothing. A job whose time
   * the schedule does not know (any more) does nothing: another node was quicker, or somebody has changed the schedule.
   */
  async run({ id, due }: Jobs['schedule']): Promise<void> {
    const { queries, now, log } = this.options;
    const problem = await queries.atomically(async (inside) => {
      const schedule = await inside.schedules.takeOn(id, due);
      if (!schedule) return null;
      const at = now();
      const outcome = await this.#start(inside, schedule, due);
      // What was due since, while nobody was there to do it, is passed over.
      const after = new Date(Math.max(at.getTime(), new Date(due).getTime()));
      const next = nextTime(schedule.timing, new Date(schedule.starts_at), after)?.toISOString() ?? null;
      await inside.schedules.moveOn(id, next, outcome);
      return 'problem' in outcome ? outcome.problem : null;
    });
    if (problem !== null) log.warn({ schedule_id: id, due, reason: problem }, 'a schedule has not started a run');
  }

  async #start(inside: Queries, schedule: ScheduleRow, due: string): Promise<ScheduleOutcome> {
    const { keyring, now } = this.options;
    const refused = (problem: string): ScheduleOutcome => ({ problem, problem_at: due });
    if (await inside.schedules.isUnderWay(schedule.last_run_id))
      return refused(`Run ${schedule.last_run_id}, which it has started before, was not over yet.`);
    const actor = await presentActor(inside, schedule);
    if ('refusal' in actor) return refused(actor.refusal);
    try {
      const last_run_id = await new RunQueue({ queries: inside, keyring, now }).add({
        integrationId: schedule.integration_id,
        actor,
        startedBy: 'schedule',
        input: postedInput(encodeURIComponent(schedule.path_name), schedule.payload, { external: false }),
        labels: [`schedule_id:${schedule.id}`, `scheduled_for:${due}`],
      });
      return { last_at: due, last_run_id };
    } catch (error) {
      if (error instanceof RunRefused) return refused(error.message);
      throw error;
    }
  }
}
