import { Cron } from 'croner';
import type { CalendarTiming, IntervalTiming, Timing } from '../queries/schedules.js';
import { weekdays } from '../queries/schedules.js';
import { ScheduleError } from './schedule-error.js';

export const INTERVAL_LIMITS = { least_ms: 1000, most_ms: 366 * 86_400_000 };

const DAY_MS = 86_400_000;

/**
 * The first time that is later than `after` and not before the schedule's start; null when there is none.
 *
 * An interval counts from the start and not from the last run, so it does not drift.
 */
export function nextTime(timing: Timing, start: Date, after: Date): Date | null {
  if ('interval_ms' in timing) return nextOfInterval(timing, start.getTime(), after.getTime());
  // A calendar asks for what comes after a moment, and the start itself may be one of the times.
  return calendarOf(timing).nextRun(new Date(Math.max(after.getTime(), start.getTime() - 1)));
}

function nextOfInterval({ interval_ms }: IntervalTiming, start: number, after: number): Date | null {
  const passed = Math.max(0, Math.floor((after - start) / interval_ms) + 1);
  const next = new Date(start + passed * interval_ms);
  return Number.isNaN(next.getTime()) ? null : next;
}

/** The next times after one another, so many at most. */
export function nextTimes(timing: Timing, start: Date, after: Date, count: number): Date[] {
  const times: Date[] = [];
  for (let last: Date | null = after; last && times.length < count; ) {
    last = nextTime(timing, start, last);
    if (last) times.push(last);
  }
  return times;
}

/** How many times fall on the day in UTC that begins then, as far as they are later than `after`. */
export function timesOnDay(timing: Timing, start: Date, day: Date, after: Date): number {
  const end = new Date(day.getTime() + DAY_MS);
  const before = new Date(Math.max(day.getTime() - 1, after.getTime()));
  const [first, behind] = [nextTime(timing, start, before), nextTime(timing, start, new Date(end.getTime() - 1))];
  if (!first || first >= end) return 0;
  // A calendar has one time a day.
  if ('hour' in timing) return 1;
  return ((behind?.getTime() ?? end.getTime()) - first.getTime()) / timing.interval_ms;
}

const NUMBERS: readonly [key: 'hour' | 'minute', least: number, most: number][] = [
  ['hour', 0, 23],
  ['minute', 0, 59],
];

const LISTS: readonly [key: 'weekdays' | 'months' | 'days', is: (item: unknown) => boolean, says: string][] = [
  ['weekdays', (item) => weekdays.some((day) => day === item), `days of the week, of ${weekdays.join(', ')}`],
  ['months', (item) => isWhole(item, 1, 12), 'months, as numbers from 1 to 12'],
  ['days', (item) => isWhole(item, 1, 31), 'days of the month, as numbers from 1 to 31'],
];

const isWhole = (given: unknown, least: number, most: number): given is number =>
  Number.isInteger(given) && (given as number) >= least && (given as number) <= most;

/**
 * What a schedule is to keep, in its order and each day once.
 * @throws ScheduleError when it is not what a timing may be, or when no day would ever match
 */
export function checkedTiming(given: Timing): Timing {
  if ('interval_ms' in given) {
    const { least_ms, most_ms } = INTERVAL_LIMITS;
    if (isWhole(given.interval_ms, least_ms, most_ms)) return { interval_ms: given.interval_ms };
    throw new ScheduleError(
      'invalid_value',
      `The interval must be a whole number of milliseconds, from ${least_ms} (a second) to ${most_ms} (366 days).`,
      'interval_ms',
    );
  }
  for (const [key, least, most] of NUMBERS) {
    if (isWhole(given[key], least, most)) continue;
    throw new ScheduleError('invalid_value', `The ${key} must be a whole number from ${least} to ${most}.`, key);
  }
  for (const [key, is, says] of LISTS) {
    if (Array.isArray(given[key]) && given[key].every(is)) continue;
    throw new ScheduleError('invalid_value', `${key} must be a list of ${says}; an empty one for all of them.`, key);
  }
  const { hour, minute } = given;
  const timing: CalendarTiming = {
    hour,
    minute,
    weekdays: weekdays.filter((day) => given.weekdays.includes(day)),
    months: ordered(given.months),
    days: ordered(given.days),
  };
  if (calendarOf(timing).nextRun(new Date(0)) === null) {
    throw new ScheduleError('invalid_value', 'No month of these has such a day, so it would never run.', 'days');
  }
  return timing;
}

const ordered = (numbers: readonly number[]): number[] => [...new Set(numbers)].toSorted((a, b) => a - b);

const listed = (items: readonly (string | number)[]): string => (items.length > 0 ? items.join(',') : '*');

/** A day must be one of the weekdays and one of the days of the month, where both are given. */
const calendarOf = ({ hour, minute, weekdays: on, months, days }: CalendarTiming): Cron =>
  new Cron(`${minute} ${hour} ${listed(days)} ${listed(months)} ${listed(on)}`, { timezone: 'UTC', domAndDow: true });
