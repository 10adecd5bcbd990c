import { type Weekday, weekdays } from '../queries/schedules.js';
import { MONTHS, WEEKDAY_NAMES } from './timing-text.js';

/** Null when it is no time of the day. */
export function clockOf(text: string): { readonly hour: number; readonly minute: number } | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  return hour === undefined ? null : { hour: Number(hour), minute: Number(minute) };
}

const LETTERS = 3;

/** The place of a name in the list, which its first letters tell: `mon`, `Monday`; -1 when it is none of them. */
const named = (names: readonly string[], part: string): number =>
  part.length < LETTERS ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(part.toLowerCase()));

const numbered = (part: string): number => (/^\d{1,2}$/.test(part) ? Number(part) : Number.NaN);

/** The weekdays of a text: `mon-fri, sun`; null when one of them is none. An empty text names none. */
export const weekdaysOf = (text: string): Weekday[] | null =>
  numbersOf(text, 0, 6, (part) => named(Object.values(WEEKDAY_NAMES), part))?.map((at) => weekdays[at] as Weekday) ??
  null;

/** The numbers of the months of a text: `jan-mar, 12`. */
export const monthsOf = (text: string): number[] | null =>
  numbersOf(text, 1, 12, (part) => numbered(part) || named(MONTHS, part) + 1);

/** The days of the month of a text: `1, 15-20`. */
export const daysOf = (text: string): number[] | null => numbersOf(text, 1, 31, numbered);

/** Numbers and ranges of them; a range that ends before it begins goes around. */
function numbersOf(text: string, least: number, most: number, numberOf: (part: string) => number): number[] | null {
  const around = most - least + 1;
  const numbers = new Set<number>();
  for (const part of text.split(',').filter((part) => part.trim() !== '')) {
    const [from = Number.NaN, to = from, ...more] = part.split('-').map((end) => numberOf(end.trim()));
    if (more.length > 0 || ![from, to].every((number) => number >= least && number <= most)) return null;
    const steps = (to - from + around) % around;
    for (let step = 0; step <= steps; step++) numbers.add(((from - least + step) % around) + least);
  }
  return [...numbers].toSorted((a, b) => a - b);
}
