import { isDeepStrictEqual } from 'node:util';
import { presentActor } from '../engine/present-actor.js';
import { unstorable } from '../queries/cell.js';
import type { Queries } from '../queries/queries.js';
import type { NewSchedule, ScheduleFacts, ScheduleRow, ScheduleViewer } from '../queries/schedules.js';
import { ScheduleError } from './schedule-error.js';
import { checkedTiming, nextTime } from './timing.js';

export const SCHEDULE_LIMITS = {
  /** Characters of a name. */
  name: 100,
  /** Bytes of a payload, as JSON. */
  payload: 100_000,
};

/** What somebody wants a new schedule to be. */
export type GivenSchedule = Omit<NewSchedule, 'next_at'>;

/** Who changes a schedule; the command line does so as a superuser would. */
export type ScheduleMaker = ScheduleViewer;

/**
 * Makes and changes schedules, for the pages, the command line and the admin models alike. That whoever does so may see the
 * integration, and the schedule, they have made sure of.
 */
export class Schedules {
  constructor(
    private readonly queries: Queries,
    private readonly now: () => Date,
  ) {}

  /** Returns the id. @throws ScheduleError */
  async create(given: GivenSchedule, by: ScheduleMaker): Promise<number> {
    const facts = { ...given, ...checked(given) };
    if (given.user_id !== by.id && !by.superuser)
      throw new ScheduleError('forbidden', 'Only superusers make schedules that run as somebody else.', 'user_id');
    return this.queries.atomically(async (inside) => {
      const next_at = this.#nextOf(facts);
      const id = await inside.schedules.create({ ...facts, next_at }, this.now());
      if (id === null) throw taken(facts.name);
      await needExecute(inside, facts);
      return id;
    });
  }

  /** Changes what is given. @throws ScheduleError */
  async change(id: number, changes: Partial<ScheduleFacts>, by: ScheduleMaker): Promise<void> {
    const given = checked(changes);
    await this.queries.atomically(async (inside) => {
      const before = await this.#locked(inside, id);
      const stops = Object.keys(given).every((fact) => fact === 'active') && given.active === false;
      await (stops ? needStop(inside, before, by) : needChange(inside, before, by));
      const after = { ...before, ...given };
      const isOtherTime = !isDeepStrictEqual(timesOf(after), timesOf(before));
      const next = isOtherTime ? { next_at: this.#nextOf(after) } : {};
      const done = await inside.schedules.change(id, { ...given, ...next }, this.now());
      if (done === 'taken') throw taken(after.name);
    });
  }

  /** @throws ScheduleError */
  async delete(id: number, by: ScheduleMaker): Promise<void> {
    await this.queries.atomically(async (inside) => {
      await needStop(inside, await this.#locked(inside, id), by);
      await inside.schedules.delete(id);
    });
  }

  /** The schedule, which until the transaction ends nobody else changes, and no node takes on. */
  async #locked(inside: Queries, id: number): Promise<ScheduleRow> {
    await inside.schedules.change(id, {}, this.now());
    const found = await inside.schedules.byId(id);
    if (!found) throw new ScheduleError('not_found', `There is no schedule ${id}.`);
    return found;
  }

  #nextOf({ timing, starts_at, active }: ScheduleFacts): string | null {
    if (!active) return null;
    const next = nextTime(timing, new Date(starts_at), this.now());
    if (next) return next.toISOString();
    throw new ScheduleError('invalid_value', 'There is no time after this start at which it would run.', 'starts_at');
  }
}

/** What is given, as it is kept. @throws ScheduleError */
function checked<Given extends Partial<ScheduleFacts>>(given: Given): Given {
  const { name, payload, timing, starts_at } = given;
  if (name !== undefined) {
    const problem = name.trim() === '' ? 'must not be empty.' : unstorable(name);
    if (problem) throw new ScheduleError('invalid_value', `The name ${problem}`, 'name');
    if ([...name.trim()].length > SCHEDULE_LIMITS.name)
      throw new ScheduleError(
        'invalid_value',
        `The name must have ${SCHEDULE_LIMITS.name} characters at most.`,
        'name',
      );
  }
  if (payload !== undefined && Buffer.byteLength(JSON.stringify(payload)) > SCHEDULE_LIMITS.payload)
    throw new ScheduleError(
      'invalid_value',
      `The payload must have ${SCHEDULE_LIMITS.payload} bytes at most.`,
      'payload',
    );
  if (starts_at !== undefined && !isStart(new Date(starts_at).getTime()))
    throw new ScheduleError('invalid_value', 'The start must be a moment of the years 1970 to 2999.', 'starts_at');
  return {
    ...given,
    ...(name !== undefined && { name: name.trim() }),
    ...(timing && { timing: checkedTiming(timing) }),
    ...(starts_at !== undefined && { starts_at: new Date(starts_at).toISOString() }),
  };
}

const timesOf = ({ timing, starts_at, active }: ScheduleFacts) => ({ timing, starts_at, active });

/** Calendars are not read further, and PostgreSQL cannot read what JavaScript writes of the years before the first. */
const isStart = (ms: number): boolean => ms >= 0 && ms < Date.UTC(3000, 0);

const taken = (name: string): ScheduleError =>
  new ScheduleError('taken', `The integration has a schedule "${name}" already.`, 'name');

/** A schedule runs as its user, who has to be allowed to run the integration, now and every time. */
async function needExecute(queries: Queries, schedule: { user_id: number; integration_id: number }): Promise<void> {
  const found = await presentActor(queries, schedule);
  if ('refusal' in found) throw new ScheduleError('forbidden', found.refusal, 'user_id');
}

/** What others change would run as the schedule's user, so they may not. */
async function needChange(queries: Queries, schedule: ScheduleRow, by: ScheduleMaker): Promise<void> {
  if (schedule.user_id !== by.id && !by.superuser) {
    throw new ScheduleError(
      'forbidden',
      `It runs as ${schedule.username}, so ${schedule.username} and superusers alone change it. Whoever may write the integration may switch it off.`,
    );
  }
  await needExecute(queries, schedule);
}

/** Switched off and deleted it is by its user, and by those who are responsible for the integration. */
async function needStop(queries: Queries, schedule: ScheduleRow, by: ScheduleMaker): Promise<void> {
  if (schedule.user_id === by.id || by.superuser) return;
  const granted = await queries.permissions.on(by.id, schedule.integration_id);
  if (granted.some(({ write }) => write)) return;
  throw new ScheduleError(
    'forbidden',
    `This needs the right to write ${schedule.path_name}, or to be ${schedule.username}.`,
  );
}
