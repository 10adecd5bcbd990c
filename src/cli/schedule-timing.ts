import type { Timing } from '../queries/schedules.js';
import { intervalOf } from '../schedules/interval.js';
import { clockOf, daysOf, monthsOf, weekdaysOf } from '../schedules/timing-input.js';
import { CommandError } from './command-error.js';

export interface TimingOptions {
  readonly every?: string;
  readonly at?: string;
  readonly weekdays?: string;
  readonly months?: string;
  readonly days?: string;
}

/** When a schedule is to run, as the options of the command line say it. @throws CommandError */
export function timingOf({ every, at, weekdays, months, days }: TimingOptions): Timing {
  const isCalendar = [at, weekdays, months, days].some((option) => option !== undefined);
  if (every !== undefined && isCalendar)
    throw new CommandError('give --every, or --at with --weekdays, --months and --days, and not both.');
  if (every !== undefined)
    return { interval_ms: read('--every', every, intervalOf, 'an interval, like 5m, 1h30m or 1500ms') };
  if (at === undefined) throw new CommandError('say when it runs: --every 5m, or --at 06:30.');
  return {
    ...read('--at', at, clockOf, 'a time of the day in UTC, like 06:30'),
    weekdays: read('--weekdays', weekdays ?? '', weekdaysOf, 'days of the week, like mon-fri,sun'),
    months: read('--months', months ?? '', monthsOf, 'months, like jan-mar,12'),
    days: read('--days', days ?? '', daysOf, 'days of the month, like 1,15-20'),
  };
}

function read<T>(option: string, text: string, reader: (text: string) => T | null, wanted: string): T {
  const value = reader(text);
  if (value !== null) return value;
  throw new CommandError(`${option} is "${text}"; it must be ${wanted}.`);
}
