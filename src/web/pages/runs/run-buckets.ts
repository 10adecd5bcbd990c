import type { ChartedRun } from '../../../queries/run-chart.js';

/** The runs that started within one stretch of time. */
export interface RunBucket {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly success: number;
  readonly failure: number;
  readonly running: number;
  /** In milliseconds, of the runs that have ended; null when there is none. */
  readonly median: number | null;
  readonly p95: number | null;
}

export interface RunBuckets {
  /** How long each is, in milliseconds. */
  readonly size: number;
  readonly buckets: readonly RunBucket[];
}

/** In milliseconds since 1970; both ends belong to it. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const SIZES = [1, 5, 15]
  .map((n) => n * MINUTE)
  .concat(
    [1, 3, 6, 12].map((n) => n * HOUR),
    [DAY, WEEK],
  );
/** How many are shown side by side at most. */
const MOST_BUCKETS = 60;
/** 1970 began on a Thursday, and weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** How long a bucket is: from a minute to weeks, so that a chart has neither too many nor too few. */
export function bucketSize({ from, to }: Period): number {
  const length = Math.max(0, to - from);
  const size = SIZES.find((size) => length / size < MOST_BUCKETS);
  return size ?? WEEK * Math.ceil((length + 1) / WEEK / MOST_BUCKETS);
}

/** Counts the runs of a period. Percentiles are exact: the smallest duration that so many of the runs did not exceed. */
export function runBuckets(runs: readonly ChartedRun[], period: Period): RunBuckets {
  const size = bucketSize(period);
  const offset = size >= WEEK ? FIRST_MONDAY : 0;
  const startOf = (at: number): number => Math.floor((at - offset) / size) * size + offset;
  const first = startOf(period.from);
  const count = (startOf(Math.max(period.from, period.to)) - first) / size + 1;
  const groups: ChartedRun[][] = Array.from({ length: count }, () => []);
  for (const run of runs) groups[(startOf(Date.parse(run.started_at)) - first) / size]?.push(run);
  return { size, buckets: groups.map((group, index) => bucketOf(group, first + index * size)) };
}

function bucketOf(runs: readonly ChartedRun[], from: number): RunBucket {
  const counts = { success: 0, failure: 0, running: 0 };
  const durations: number[] = [];
  for (const { status, milliseconds } of runs) {
    counts[status] += 1;
    if (milliseconds !== null) durations.push(milliseconds);
  }
  durations.sort((a, b) => a - b);
  return { from, ...counts, median: percentile(durations, 0.5), p95: percentile(durations, 0.95) };
}

const percentile = (sorted: readonly number[], part: number): number | null =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
