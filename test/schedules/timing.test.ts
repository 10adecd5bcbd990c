import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CalendarTiming, Timing, Weekday } from '../../src/queries/schedules.js';
import { weekdays } from '../../src/queries/schedules.js';
import { ScheduleError } from '../../src/schedules/schedule-error.js';
import { checkedTiming, INTERVAL_LIMITS, nextTime, nextTimes, timesOnDay } from '../../src/schedules/timing.js';

/** `at(6, 30)` is every day at half past six. */
const at = (hour: number, minute: number, given: Partial<CalendarTiming> = {}): CalendarTiming => ({
  hour,
  minute,
  weekdays: [],
  months: [],
  days: [],
  ...given,
});
const every = (interval_ms: number): Timing => ({ interval_ms });
const DAY = 86_400_000;

interface Given {
  readonly timing: Timing;
  readonly start?: string;
  readonly after: string;
}

describe('the next times of a schedule', () => {
  const cases: [string, { given: Given; want: string[] }][] = [
    [
      'an interval begins at its start',
      {
        given: { timing: every(300_000), start: '2026-11-23T08:00:00Z', after: '2026-11-23T07:00:00Z' },
        want: ['2026-11-23T08:00:00.000Z', '2026-11-23T08:05:00.000Z', '2026-11-23T08:10:00.000Z'],
      },
    ],
    [
      'what is asked after a time is later than it',
      {
        given: { timing: every(300_000), start: '2026-11-23T08:00:00Z', after: '2026-11-23T08:00:00Z' },
        want: ['2026-11-23T08:05:00.000Z', '2026-11-23T08:10:00.000Z', '2026-11-23T08:15:00.000Z'],
      },
    ],
    [
      'an interval counts from its start, however late the last run was',
      {
        given: { timing: every(1000), start: '2026-11-23T08:00:00.250Z', after: '2026-11-23T08:00:07.999Z' },
        want: ['2026-11-23T08:00:08.250Z', '2026-11-23T08:00:09.250Z', '2026-11-23T08:00:10.250Z'],
      },
    ],
    [
      'an interval has milliseconds, and does not lose them in a year',
      {
        given: { timing: every(1001), start: '2026-01-01T00:00:00Z', after: '2026-12-31T23:59:58.999Z' },
        want: ['2026-12-31T23:59:59.495Z', '2027-01-01T00:00:00.496Z', '2027-01-01T00:00:01.497Z'],
      },
    ],
    [
      'a calendar has a time each day',
      {
        given: { timing: at(6, 30), after: '2026-11-23T06:29:59.999Z' },
        want: ['2026-11-23T06:30:00.000Z', '2026-11-24T06:30:00.000Z', '2026-11-25T06:30:00.000Z'],
      },
    ],
    [
      'a calendar waits for its start, which may be one of its times',
      {
        given: { timing: at(6, 30), start: '2026-12-24T06:30:00Z', after: '2026-11-23T00:00:00Z' },
        want: ['2026-12-24T06:30:00.000Z', '2026-12-25T06:30:00.000Z', '2026-12-26T06:30:00.000Z'],
      },
    ],
    [
      'a start within a second does not take the time of that second',
      {
        given: { timing: at(6, 30), start: '2026-12-24T06:30:00.001Z', after: '2026-11-23T00:00:00Z' },
        want: ['2026-12-25T06:30:00.000Z', '2026-12-26T06:30:00.000Z', '2026-12-27T06:30:00.000Z'],
      },
    ],
    [
      'on working days',
      {
        given: { timing: at(22, 0, { weekdays: ['mon', 'fri'] }), after: '2026-11-23T22:00:00Z' },
        want: ['2026-11-27T22:00:00.000Z', '2026-11-30T22:00:00.000Z', '2026-12-04T22:00:00.000Z'],
      },
    ],
    [
      'a Sunday is a Sunday',
      {
        given: { timing: at(0, 0, { weekdays: ['sun'] }), after: '2026-11-23T00:00:00Z' },
        want: ['2026-11-29T00:00:00.000Z', '2026-12-06T00:00:00.000Z', '2026-12-13T00:00:00.000Z'],
      },
    ],
    [
      'a month without a 31st is passed over',
      {
        given: { timing: at(0, 5, { days: [31] }), after: '2026-11-23T00:00:00Z' },
        want: ['2026-12-31T00:05:00.000Z', '2027-01-31T00:05:00.000Z', '2027-03-31T00:05:00.000Z'],
      },
    ],
    [
      'the 29th of February is in leap years, and 2100 is none',
      {
        given: { timing: at(12, 0, { days: [29], months: [2] }), after: '2092-01-01T00:00:00Z' },
        want: ['2092-02-29T12:00:00.000Z', '2096-02-29T12:00:00.000Z', '2104-02-29T12:00:00.000Z'],
      },
    ],
    [
      'a weekday and a day of the month have to fit both: Friday the 13th',
      {
        given: { timing: at(13, 13, { weekdays: ['fri'], days: [13] }), after: '2026-01-01T00:00:00Z' },
        want: ['2026-02-13T13:13:00.000Z', '2026-03-13T13:13:00.000Z', '2026-11-13T13:13:00.000Z'],
      },
    ],
    [
      'the first of a quarter',
      {
        given: { timing: at(0, 0, { days: [1], months: [1, 4, 7, 10] }), after: '2026-11-23T00:00:00Z' },
        want: ['2027-01-01T00:00:00.000Z', '2027-04-01T00:00:00.000Z', '2027-07-01T00:00:00.000Z'],
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(name, () => {
      const start = new Date(given.start ?? '2000-01-01T00:00:00Z');
      const times = nextTimes(given.timing, start, new Date(given.after), 3);
      assert.deepEqual(
        times.map((time) => time.toISOString()),
        want,
      );
    });
  }

  it('are the days that fit all lists, as a search day by day finds them', () => {
    const some = <T>(from: readonly T[]) => fc.uniqueArray(fc.constantFrom(...from), { maxLength: 3 });
    const numbers = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
    const timings = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      weekdays: some<Weekday>(weekdays),
      months: some(numbers(12)),
      days: some(numbers(28)),
    });
    const moments = fc.date({ min: new Date('2024-01-01Z'), max: new Date('2032-01-01Z'), noInvalidDate: true });
    fc.assert(
      fc.property(timings, moments, (timing, after) => {
        assert.deepEqual(nextTime(timing, new Date(0), after), searched(timing, after));
      }),
      { numRuns: 60 },
    );
  });

  const counted: [string, { given: [Timing, string, string]; want: number }][] = [
    ['of an interval', { given: [every(3_600_000), '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'], want: 24 }],
    ['from the start on', { given: [every(3_600_000), '2026-11-23T20:00:00Z', '2026-11-20T00:00:00Z'], want: 4 }],
    ['that are still to come', { given: [every(3_600_000), '2026-11-20T00:00:00Z', '2026-11-23T20:30:00Z'], want: 3 }],
    ['of seconds', { given: [every(1000), '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'], want: 86_400 }],
    [
      'of an interval beyond the day',
      { given: [every(5 * DAY), '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'], want: 0 },
    ],
    ['of a calendar', { given: [at(6, 30), '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'], want: 1 }],
    [
      'of a calendar’s other days',
      { given: [at(6, 30, { days: [24] }), '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'], want: 0 },
    ],
    ['before the start', { given: [every(1000), '2026-11-24T00:00:00Z', '2026-11-20T00:00:00Z'], want: 0 }],
  ];
  for (const [name, { given, want }] of counted) {
    it(`are counted day by day: those ${name}`, () => {
      const [timing, start, after] = given;
      assert.equal(timesOnDay(timing, new Date(start), new Date('2026-11-23T00:00:00Z'), new Date(after)), want);
    });
  }
});

/** The slow way. */
function searched({ hour, minute, weekdays: on, months, days }: CalendarTiming, after: Date): Date | null {
  const fits = <T>(list: readonly T[], item: T) => list.length === 0 || list.includes(item);
  const day = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate(), hour, minute);
  for (let count = 0; count < 366 * 41; count++) {
    const time = new Date(day + count * DAY);
    const weekday = weekdays[(time.getUTCDay() + 6) % 7] as Weekday;
    const isOne = fits(on, weekday) && fits(months, time.getUTCMonth() + 1) && fits(days, time.getUTCDate());
    if (isOne && time > after) return time;
  }
  return null;
}

describe('what a schedule’s times may be', () => {
  const { least_ms, most_ms } = INTERVAL_LIMITS;
  const cases: [string, { given: unknown; want: Timing | string }][] = [
    ['the least interval', { given: every(least_ms), want: every(1000) }],
    ['the longest interval', { given: every(most_ms), want: every(366 * DAY) }],
    ['a shorter interval', { given: every(least_ms - 1), want: 'interval_ms' }],
    ['a longer interval', { given: every(most_ms + 1), want: 'interval_ms' }],
    ['half a millisecond', { given: every(1000.5), want: 'interval_ms' }],
    [
      'lists in whatever order, and twice',
      {
        given: at(0, 0, { weekdays: ['sun', 'mon', 'sun'], months: [12, 1], days: [31, 2, 2] }),
        want: at(0, 0, { weekdays: ['mon', 'sun'], months: [1, 12], days: [2, 31] }),
      },
    ],
    ['an hour that there is not', { given: at(24, 0), want: 'hour' }],
    ['a minute that there is not', { given: at(0, 60), want: 'minute' }],
    ['no minute', { given: { ...at(0, 0), minute: null }, want: 'minute' }],
    ['a weekday that there is not', { given: at(0, 0, { weekdays: ['mo' as Weekday] }), want: 'weekdays' }],
    ['a month that there is not', { given: at(0, 0, { months: [0] }), want: 'months' }],
    ['a day that there is not', { given: at(0, 0, { days: [32] }), want: 'days' }],
    ['no list', { given: { ...at(0, 0), days: 3 }, want: 'days' }],
    ['31 February', { given: at(0, 0, { months: [2], days: [31] }), want: 'days' }],
    ['the 31st of months that have none', { given: at(0, 0, { months: [4, 6, 9, 11], days: [31] }), want: 'days' }],
    [
      '29 February on a Monday',
      {
        given: at(0, 0, { weekdays: ['mon'], months: [2], days: [29] }),
        want: at(0, 0, { weekdays: ['mon'], months: [2], days: [29] }),
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(name, () => {
      if (typeof want !== 'string') assert.deepEqual(checkedTiming(given as Timing), want);
      else
        assert.throws(
          () => checkedTiming(given as Timing),
          (error) => error instanceof ScheduleError && error.code === 'invalid_value' && error.field === want,
        );
    });
  }
});
