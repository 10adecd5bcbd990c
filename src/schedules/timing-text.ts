import { type Timing, type Weekday, weekdays } from '../queries/schedules.js';
import { intervalText } from './interval.js';

export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** A time of the day: `06:30`. */
export const clockText = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');

/** When it runs, in words: `every 5m`; `at 06:30 UTC on Monday to Friday, in January and July`. */
export function timingText(timing: Timing): string {
  if ('interval_ms' in timing) return `every ${intervalText(timing.interval_ms)}`;
  const { days, months } = timing;
  const on = timing.weekdays.map((day) => weekdays.indexOf(day));
  const parts = [
    on.length > 0 && `on ${ranges(on, (at) => WEEKDAY_NAMES[weekdays[at] as Weekday])}`,
    days.length > 0 && `on day ${ranges(days, String)} of the month`,
    months.length > 0 && `in ${ranges(months, (month) => MONTHS[month - 1] as string)}`,
  ].filter((part) => part !== false);
  return [`at ${clockText(timing)} UTC`, parts.length > 0 ? parts.join(', ') : 'every day'].join(' ');
}

/** Ascending numbers by their names, three and more in a row as a range: `Monday to Friday and Sunday`. */
function ranges(numbers: readonly number[], nameOf: (number: number) => string): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? `${nameOf(run[0] as number)} to ${nameOf(run.at(-1) as number)}` : run.map(nameOf),
  );
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
}
