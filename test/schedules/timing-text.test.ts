import assert from 'node:assert/strict';
import type { Timing } from '../../src/queries/schedules.js';
import { intervalOf, intervalText } from '../../src/schedules/interval.js';
import { clockOf, daysOf, monthsOf, weekdaysOf } from '../../src/schedules/timing-input.js';
import { timingText } from '../../src/schedules/timing-text.js';

const NONE = { weekdays: [], months: [], days: [] } as const;

describe('a schedule’s times in words', () => {
  const cases: [string, { given: Timing; want: string }][] = [
    ['an interval', { given: { interval_ms: 300_000 }, want: 'every 5m' }],
    ['an odd interval', { given: { interval_ms: 90_061_001 }, want: 'every 1d 1h 1m 1s 1ms' }],
    ['every day', { given: { ...NONE, hour: 6, minute: 5 }, want: 'at 06:05 UTC every day' }],
    [
      'working days',
      {
        given: { ...NONE, hour: 22, minute: 0, weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'] },
        want: 'at 22:00 UTC on Monday to Friday and Sunday',
      },
    ],
    [
      'all lists',
      {
        given: { hour: 0, minute: 0, weekdays: ['mon', 'tue'], months: [1, 2, 3, 12], days: [1, 15, 16, 17] },
        want: 'at 00:00 UTC on Monday and Tuesday, on day 1 and 15 to 17 of the month, in January to March and December',
      },
    ],
  ];
  for (const [name, { given, want }] of cases) it(name, () => assert.equal(timingText(given), want));
});

describe('a schedule’s times as they are typed', () => {
  const cases: [(text: string) => unknown, [string, unknown][]][] = [
    [
      intervalOf,
      [
        ['5m', 300_000],
        ['1500 ms', 1500],
        [' 1h30m ', 5_400_000],
        ['1d 1h 1m 1s 1ms', 90_061_001],
        ['', null],
        ['5', null],
        ['5 min', null],
        ['-5m', null],
        ['1.5h', null],
        ['5m and', null],
      ],
    ],
    [
      clockOf,
      [
        ['06:30', { hour: 6, minute: 30 }],
        ['6:30', { hour: 6, minute: 30 }],
        ['23:59', { hour: 23, minute: 59 }],
        ['24:00', null],
        ['6:60', null],
        ['6', null],
      ],
    ],
    [
      weekdaysOf,
      [
        ['mon-fri', ['mon', 'tue', 'wed', 'thu', 'fri']],
        ['Sunday, tues', ['tue', 'sun']],
        ['sat-mon', ['mon', 'sat', 'sun']],
        ['', []],
        ['mo', null],
        ['monkey', null],
        ['1', null],
        ['mon-wed-fri', null],
      ],
    ],
    [
      monthsOf,
      [
        ['jan-mar,12', [1, 2, 3, 12]],
        ['nov-feb', [1, 2, 11, 12]],
        ['13', null],
        ['0', null],
        ['foo', null],
      ],
    ],
    [
      daysOf,
      [
        ['1, 15-17', [1, 15, 16, 17]],
        ['31,1,1', [1, 31]],
        ['30-2', [1, 2, 30, 31]],
        ['32', null],
        ['first', null],
        ['-', null],
      ],
    ],
  ];
  for (const [read, texts] of cases) {
    for (const [text, want] of texts) it(`${read.name}: "${text}"`, () => assert.deepEqual(read(text), want));
  }

  it('are read as they are written', () => {
    for (const ms of [1000, 1001, 59_999, 3_600_000, 90_061_001]) assert.equal(intervalOf(intervalText(ms)), ms);
  });
});
