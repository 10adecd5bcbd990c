import { type Timing, weekdays } from '../../../queries/schedules.js';
import { timesOnDay } from '../../../schedules/timing.js';
import { MONTHS, WEEKDAY_NAMES } from '../../../schedules/timing-text.js';

interface MonthGridProps {
  /** Its beginning in UTC. */
  readonly month: Date;
  readonly timing: Timing;
  readonly start: Date;
  readonly now: Date;
}

const A_WEEK = 7;

/** A month as a calendar, with the days marked on which a schedule runs, and how often where that is more than once. */
export function MonthGrid({ month, timing, start, now }: MonthGridProps) {
  const [year, index] = [month.getUTCFullYear(), month.getUTCMonth()];
  const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  // Weeks begin on Monday.
  const before = (month.getUTCDay() + A_WEEK - 1) % A_WEEK;
  const weeks = Array.from({ length: Math.ceil((before + length) / A_WEEK) }, (_, week) =>
    Array.from({ length: A_WEEK }, (_, weekday) => week * A_WEEK + weekday - before + 1),
  );
  return (
    <table class="month">
      <caption>{`${MONTHS[index]} ${year}`}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col" abbr={WEEKDAY_NAMES[day]}>
              {WEEKDAY_NAMES[day].slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) =>
              day < 1 || day > length ? (
                <td key={day} />
              ) : (
                <Day key={day} day={day} runs={timesOnDay(timing, start, new Date(Date.UTC(year, index, day)), now)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Day = ({ day, runs }: { day: number; runs: number }) =>
  runs === 0 ? (
    <td>{day}</td>
  ) : (
    <td class="due">
      {day}
      {runs > 1 ? <small>{`${runs}×`}</small> : <span class="visually-hidden">, it runs</span>}
    </td>
  );
