import type { RunBuckets } from './run-buckets.js';
import { DAY } from './run-buckets.js';

/** In the units of the picture. */
export const frame = {
  width: 760,
  height: 340,
  left: 60,
  right: 12,
  bars: { top: 12, height: 160 },
  lines: { top: 210, height: 96 },
};

/** A column of few is not a wall. */
const WIDEST_BAR = 48;

export interface Segment {
  readonly status: 'success' | 'running' | 'failure';
  readonly y: number;
  readonly height: number;
}

export interface Column {
  readonly x: number;
  readonly width: number;
  /** From the bottom up; what is nothing is left out. */
  readonly segments: readonly Segment[];
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface ChartLayout {
  readonly columns: readonly Column[];
  readonly counts: readonly Tick[];
  readonly durations: readonly Tick[];
  readonly times: readonly Tick[];
  /** The points of each line, in pieces: where nothing ended, there is no line. */
  readonly median: readonly (readonly Point[])[];
  readonly p95: readonly (readonly Point[])[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How many labels there are below the chart, and how many lines across a part of it. */
const MOST_TIMES = 8;
const MOST_STEPS = 4;

/** Where everything stands in the chart of runs. */
export function chartLayout(
  { size, buckets }: RunBuckets,
  durationLabel: (milliseconds: number) => string,
): ChartLayout {
  const { left, right, width, bars, lines } = frame;
  const slot = (width - left - right) / buckets.length;
  const gap = slot > 6 ? Math.min(6, slot * 0.2) : 0;
  const most = Math.max(...buckets.map(({ success, failure, running }) => success + failure + running));
  const counts = scale(most, true);
  const longest = Math.max(...buckets.map(({ p95 }) => p95 ?? 0));
  const durations = scale(longest, false);
  const yOf = (value: number, top: number, part: { top: number; height: number }) =>
    round(part.top + part.height - (value / top) * part.height);
  const middle = (index: number) => round(left + slot * (index + 0.5));

  const columns = buckets.map((bucket, index): Column => {
    let below = 0;
    const segments: Segment[] = [];
    for (const status of ['success', 'running', 'failure'] as const) {
      const count = bucket[status];
      if (count === 0) continue;
      const y = yOf(below + count, counts.top, bars);
      segments.push({ status, y, height: round(yOf(below, counts.top, bars) - y) });
      below += count;
    }
    const wide = Math.min(slot - gap, WIDEST_BAR);
    return { x: round(left + slot * index + (slot - wide) / 2), width: round(wide), segments };
  });

  const line = (name: 'median' | 'p95') => {
    const pieces: Point[][] = [[]];
    buckets.forEach((bucket, index) => {
      const value = bucket[name];
      if (value === null) pieces.push([]);
      else pieces.at(-1)?.push({ x: middle(index), y: yOf(value, durations.top, lines) });
    });
    return pieces.filter(({ length }) => length > 0);
  };

  const every = Math.max(1, Math.ceil(buckets.length / MOST_TIMES));
  const days = ((buckets.at(-1)?.from ?? 0) - (buckets[0]?.from ?? 0)) / DAY;
  return {
    columns,
    counts: counts.steps.map((value) => ({ at: yOf(value, counts.top, bars), label: String(value) })),
    durations: durations.steps.map((value) => ({ at: yOf(value, durations.top, lines), label: durationLabel(value) })),
    times: buckets.flatMap(({ from }, index) =>
      index % every === 0 ? [{ at: middle(index), label: timeLabel(from, size, days) }] : [],
    ),
    median: line('median'),
    p95: line('p95'),
  };
}

/** Steps of 1, 2 or 5 times a power of ten, from 0 to what is not below the largest value. */
function scale(largest: number, whole: boolean): { top: number; steps: number[] } {
  const rough = Math.max(largest, whole ? 1 : 0.001) / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  const step = whole ? Math.max(1, factor * power) : factor * power;
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  return {
    top: count * step,
    steps: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6))),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** When a bucket begins, in UTC: as short as the chart's length allows. */
export function timeLabel(from: number, size: number, days: number): string {
  const at = new Date(from);
  const time = at.toISOString().slice(11, 16);
  const date = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
  if (days > 300) return `${date} ${at.getUTCFullYear()}`;
  if (size >= DAY) return date;
  return days >= 1 ? `${date} ${time}` : time;
}

const round = (number: number): number => Math.round(number * 10) / 10;
