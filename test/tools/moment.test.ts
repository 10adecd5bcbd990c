import { equal } from 'node:assert/strict';
import { parseMoment } from '../../src/tools/moment.js';

const cases: [string, { given: string; want: string | null }][] = [
  ['a date alone', { given: '2026-11-22', want: '2026-11-22T23:59:59.999Z' }],
  ['UTC', { given: '2026-11-22T09:30:00Z', want: '2026-11-22T09:30:00.000Z' }],
  ['no offset', { given: '2026-11-22T09:30', want: '2026-11-22T09:30:00.000Z' }],
  ['a blank for the T', { given: '2026-11-22 09:30:00.5', want: '2026-11-22T09:30:00.500Z' }],
  ['an offset', { given: '2026-11-22T00:30:00+01:00', want: '2026-11-21T23:30:00.000Z' }],
  ['an offset without a colon', { given: '2026-11-22T00:30:00-0530', want: '2026-11-22T06:00:00.000Z' }],
  ['an offset of hours', { given: '2026-11-22T00:30:00+02', want: '2026-11-21T22:30:00.000Z' }],
  [
    'microseconds, as Python writes them',
    { given: '2026-11-22T09:30:00.123456+00:00', want: '2026-11-22T09:30:00.123Z' },
  ],
  ['a day that there is not', { given: '2026-02-30', want: null }],
  ['a day that there is not, with a time', { given: '2026-02-30T10:00Z', want: null }],
  ['an hour that there is not', { given: '2026-11-22T25:00Z', want: null }],
  ['another order', { given: '22.11.2026', want: null }],
  ['words', { given: 'yesterday', want: null }],
  ['nothing', { given: '', want: null }],
  ['the year before 0', { given: '0000-01-01T00:00+14:00', want: null }],
];

describe('parseMoment', () => {
  for (const [name, { given, want }] of cases) it(`reads ${name}`, () => equal(parseMoment(given, 'end'), want));

  it('takes a date alone for its beginning where that is asked for', () =>
    equal(parseMoment('2026-11-22', 'beginning'), '2026-11-22T00:00:00.000Z'));
});
