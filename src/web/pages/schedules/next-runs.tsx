import type { Timing } from '../../../queries/schedules.js';
import { nextTimes } from '../../../schedules/timing.js';
import { timingText } from '../../../schedules/timing-text.js';
import { Moment } from '../../parts/moment.js';
import { MonthGrid } from './month-grid.js';

interface NextRunsProps {
  readonly timing: Timing;
  readonly start: Date;
  readonly now: Date;
}

/** How many are listed, and how many months are drawn. */
const LISTED = 10;
const MONTHS_DRAWN = 2;

/** When a schedule will run: the next times one by one, and the days in a calendar. */
export function NextRuns({ timing, start, now }: NextRunsProps) {
  const times = nextTimes(timing, start, now, LISTED);
  const [first] = times;
  if (!first) return <p>There is no time at which it would run.</p>;
  const months = Array.from(
    { length: MONTHS_DRAWN },
    (_, index) => new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index)),
  );
  return (
    <>
      <p>It runs {timingText(timing)}. The next times, in UTC:</p>
      <div class="next-runs">
        <ol>
          {times.map((time) => (
            <li key={time.getTime()}>
              <Moment at={time.toISOString()} />{' '}
              <span class="soft" data-scripted data-local={time.toISOString()} hidden />
            </li>
          ))}
        </ol>
        {months.map((month) => (
          <MonthGrid key={month.getTime()} month={month} timing={timing} start={start} now={now} />
        ))}
      </div>
    </>
  );
}
