/** Where a step stands in the length of its run, in percent. */
export interface TimelineBar {
  readonly x: number;
  readonly width: number;
}

interface Timed {
  readonly at: string;
  readonly milliseconds: number;
}

/** So that what took no time can be seen. */
const NARROWEST = 0.6;

/** @param run its duration is null while it goes on; then `now` is its end so far */
export function timelineBar(
  run: { readonly started_at: string; readonly milliseconds: number | null },
  step: Timed,
  now: Date,
): TimelineBar {
  const start = Date.parse(run.started_at);
  const length = Math.max(1, run.milliseconds ?? now.getTime() - start);
  const percent = (milliseconds: number) => Math.min(100, Math.max(0, (milliseconds / length) * 100));
  const begin = percent(offsetOf(run, step));
  const width = Math.max(NARROWEST, percent(offsetOf(run, step) + step.milliseconds) - begin);
  return { x: round(Math.min(begin, 100 - width)), width: round(width) };
}

/** How long after its run's start a step began, in milliseconds. */
export const offsetOf = (run: { readonly started_at: string }, step: Timed): number =>
  Math.max(0, Date.parse(step.at) - Date.parse(run.started_at));

const round = (number: number): number => Math.round(number * 100) / 100;
