import { type ScheduleRow, type Timing, weekdays } from '../../../queries/schedules.js';
import { intervalOf, intervalText } from '../../../schedules/interval.js';
import { ScheduleError } from '../../../schedules/schedule-error.js';
import { checkedTiming } from '../../../schedules/timing.js';
import { clockOf, daysOf } from '../../../schedules/timing-input.js';
import { clockText } from '../../../schedules/timing-text.js';
import type { Form } from '../../form.js';
import { payloadOf } from '../integrations/payload-text.js';

/** What a form for a schedule holds, as it was typed. */
export interface TypedSchedule {
  readonly name: string;
  readonly integration: string;
  /** As whom it runs; only superusers are asked. */
  readonly user: string;
  readonly kind: 'interval' | 'calendar';
  readonly every: string;
  readonly time: string;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly days: string;
  /** In UTC, as a field for a moment has it; empty for now. */
  readonly start: string;
  readonly payload: string;
}

export type ScheduleField = keyof TypedSchedule;

export type ScheduleProblems = Partial<Record<ScheduleField, string>>;

export const NEW_SCHEDULE: TypedSchedule = {
  name: '',
  integration: '',
  user: '',
  kind: 'calendar',
  every: '1h',
  time: '06:00',
  weekdays: [],
  months: [],
  days: '',
  start: '',
  payload: '{}',
};

export const typedIn = (form: Form): TypedSchedule => ({
  name: form.text('name'),
  integration: form.text('integration'),
  user: form.text('user'),
  kind: form.text('kind') === 'interval' ? 'interval' : 'calendar',
  every: form.text('every'),
  time: form.text('time'),
  weekdays: form.all('weekdays'),
  months: form.all('months'),
  days: form.text('days'),
  start: form.text('start'),
  payload: form.exact('payload'),
});

export function typedOf({ name, path_name, username, timing, starts_at, payload }: ScheduleRow): TypedSchedule {
  const times =
    'interval_ms' in timing
      ? { kind: 'interval' as const, every: intervalText(timing.interval_ms) }
      : {
          kind: 'calendar' as const,
          time: clockText(timing),
          weekdays: timing.weekdays,
          months: timing.months.map(String),
          days: timing.days.join(', '),
        };
  const start = starts_at.replace(/(:00)?(\.000)?Z$/, '');
  const rest = { name, integration: path_name, user: username, start, payload: JSON.stringify(payload, null, 2) };
  return { ...NEW_SCHEDULE, ...times, ...rest };
}

/** What was typed, as a schedule has it; or what is wrong with it, field by field. */
export interface ReadSchedule {
  readonly facts: {
    readonly name: string;
    readonly timing: Timing;
    readonly starts_at: string;
    readonly payload: unknown;
  };
  readonly problems: ScheduleProblems;
}

/** @param now when it starts unless something was typed */
export function readSchedule(typed: TypedSchedule, now: Date): ReadSchedule {
  const problems: ScheduleProblems = {};
  const { payload, problem } = payloadOf(typed.payload);
  if (problem) problems.payload = problem;
  const start = typed.start === '' ? now : new Date(`${typed.start}Z`);
  const isMoment = !Number.isNaN(start.getTime());
  if (!isMoment) problems.start = 'It must be a moment, like 2026-12-01T06:00.';
  const timing = timingOf(typed, problems);
  return { facts: { name: typed.name, timing, starts_at: (isMoment ? start : now).toISOString(), payload }, problems };
}

const SOME: Timing = { interval_ms: 86_400_000 };

/** Any timing, beside the problems, where what was typed is none. */
function timingOf(typed: TypedSchedule, problems: ScheduleProblems): Timing {
  const days = daysOf(typed.days);
  const clock = clockOf(typed.time);
  const interval_ms = intervalOf(typed.every);
  if (typed.kind === 'interval' && interval_ms === null) problems.every = 'It must be an interval, like 5m or 1h 30m.';
  if (typed.kind === 'calendar' && !clock) problems.time = 'It must be a time of the day, like 06:30.';
  if (typed.kind === 'calendar' && !days) problems.days = 'They must be days of the month, like 1, 15-20.';
  const on = weekdays.filter((day) => typed.weekdays.includes(day));
  const months = typed.months.map(Number);
  const given =
    typed.kind === 'interval'
      ? interval_ms !== null && { interval_ms }
      : clock && days && { ...clock, weekdays: on, months, days };
  if (!given) return SOME;
  try {
    return checkedTiming(given);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    problems[fieldOf(error)] = error.message;
    return SOME;
  }
}

const FIELDS: Readonly<Record<string, ScheduleField>> = {
  interval_ms: 'every',
  hour: 'time',
  minute: 'time',
  weekdays: 'weekdays',
  months: 'months',
  days: 'days',
  starts_at: 'start',
  user_id: 'user',
  payload: 'payload',
};

/** At which field of the form a problem stands. */
export const fieldOf = ({ field = 'name' }: ScheduleError): ScheduleField => FIELDS[field] ?? 'name';
