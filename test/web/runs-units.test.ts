import { deepEqual, equal, match } from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import type { ChartedRun } from '../../src/queries/run-chart.js';
import { chartLayout, frame } from '../../src/web/pages/runs/chart-layout.js';
import { failurePlace } from '../../src/web/pages/runs/failure-place.js';
import { bucketSize, type RunBuckets, runBuckets } from '../../src/web/pages/runs/run-buckets.js';
import { RunList } from '../../src/web/pages/runs/run-list.js';
import { runSearchAddress, runSearchOf } from '../../src/web/pages/runs/run-search.js';
import { messagesIn } from '../../src/web/pages/runs/step-parts.js';
import { timelineBar } from '../../src/web/pages/runs/timeline-layout.js';
import { dataSize } from '../../src/web/parts/data-size.js';
import { duration } from '../../src/web/parts/duration.js';
import { type JsonNode, jsonNode } from '../../src/web/parts/json-node.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 22, 12);

const run = (at: number, status: ChartedRun['status'], milliseconds: number | null): ChartedRun => ({
  started_at: new Date(at).toISOString(),
  status,
  milliseconds,
});

describe('the buckets of the chart of runs', () => {
  const sizes: [string, { given: number; want: number }][] = [
    ['a moment', { given: 0, want: MINUTE }],
    ['59 minutes', { given: 59 * MINUTE, want: MINUTE }],
    ['an hour', { given: HOUR, want: 5 * MINUTE }],
    ['a day', { given: DAY, want: HOUR }],
    ['a week', { given: 7 * DAY, want: 3 * HOUR }],
    ['a month', { given: 31 * DAY, want: DAY }],
    ['a year', { given: 365 * DAY, want: 7 * DAY }],
    ['two years', { given: 730 * DAY, want: 14 * DAY }],
    ['two thousand years', { given: 730_000 * DAY, want: 1739 * 7 * DAY }],
  ];
  for (const [name, { given, want }] of sizes) {
    it(`are as long as ${name} asks for`, () => {
      equal(bucketSize({ from: NOON, to: NOON + given }), want);
      equal(runBuckets([], { from: NOON, to: NOON + given }).buckets.length <= 61, true);
    });
  }

  it('count outcomes, and take percentiles of what has ended', () => {
    const runs = [
      ...Array.from({ length: 20 }, (_, index) => run(NOON + 1_000, index < 19 ? 'success' : 'failure', index + 1)),
      run(NOON + 2_000, 'running', null),
      run(NOON + 3 * MINUTE, 'running', null),
      run(NOON - DAY, 'success', 99),
    ];
    deepEqual(runBuckets(runs, { from: NOON, to: NOON + 3 * MINUTE }), {
      size: MINUTE,
      buckets: [
        { from: NOON, success: 19, failure: 1, running: 1, median: 10, p95: 19 },
        { from: NOON + MINUTE, success: 0, failure: 0, running: 0, median: null, p95: null },
        { from: NOON + 2 * MINUTE, success: 0, failure: 0, running: 0, median: null, p95: null },
        { from: NOON + 3 * MINUTE, success: 0, failure: 0, running: 1, median: null, p95: null },
      ],
    });
  });

  it('begin on a Monday where they are weeks', () => {
    const [first] = runBuckets([], { from: NOON, to: NOON + 365 * DAY }).buckets;
    equal(new Date(first?.from ?? 0).toISOString(), '2026-11-16T00:00:00.000Z');
  });
});

describe('the layout of the chart of runs', () => {
  const bucket = (index: number, counts: Partial<RunBuckets['buckets'][0]>) => ({
    from: NOON + index * HOUR,
    success: 0,
    failure: 0,
    running: 0,
    median: null,
    p95: null,
    ...counts,
  });
  const layout = chartLayout(
    {
      size: HOUR,
      buckets: [
        bucket(0, { success: 6, failure: 1, running: 1, median: 100, p95: 150 }),
        bucket(1, {}),
        bucket(2, { failure: 2, median: 50, p95: 50 }),
        bucket(3, { success: 1, median: 10, p95: 200 }),
      ],
    },
    duration,
  );
  const { bars, lines, left, right, width } = frame;
  const slot = (width - left - right) / 4;

  it('stacks outcomes from the bottom up, failures on top', () => {
    deepEqual(layout.columns[0]?.segments, [
      { status: 'success', y: bars.top + bars.height * 0.25, height: bars.height * 0.75 },
      { status: 'running', y: bars.top + round(bars.height * 0.125), height: round(bars.height * 0.125) },
      { status: 'failure', y: bars.top, height: round(bars.height * 0.125) },
    ]);
    deepEqual(layout.columns[1]?.segments, []);
  });

  it('keeps every column within its part of the width', () => {
    layout.columns.forEach(({ x, width }, index) => {
      equal(x >= left + slot * index && x + width <= left + slot * (index + 1), true);
    });
  });

  it('labels counts and durations in round steps, and times', () => {
    deepEqual(
      layout.counts.map(({ label }) => label),
      ['0', '2', '4', '6', '8'],
    );
    deepEqual(
      layout.durations.map(({ label }) => label),
      ['0 ms', '50 ms', '100 ms', '150 ms', '200 ms'],
    );
    deepEqual(
      layout.times.map(({ label }) => label),
      ['12:00', '13:00', '14:00', '15:00'],
    );
  });

  it('breaks a line where nothing ended', () => {
    const x = (index: number) => round(left + slot * (index + 0.5));
    const y = (part: number) => round(lines.top + lines.height * (1 - part));
    deepEqual(layout.median, [
      [{ x: x(0), y: y(0.5) }],
      [
        { x: x(2), y: y(0.25) },
        { x: x(3), y: y(0.05) },
      ],
    ]);
    deepEqual(layout.p95[1]?.[1], { x: x(3), y: lines.top });
  });

  const round = (number: number): number => Math.round(number * 10) / 10;

  it('has no part of a run in its steps, and no empty scale', () => {
    const one = chartLayout({ size: MINUTE, buckets: [bucket(0, { running: 1 })] }, duration);
    deepEqual(
      one.counts.map(({ label }) => label),
      ['0', '1'],
    );
    equal(one.durations.length > 1, true);
  });
});

describe('the bar of a step', () => {
  const started = new Date(NOON).toISOString();
  const at = (milliseconds: number) => new Date(NOON + milliseconds).toISOString();
  const cases: [string, { given: [number | null, number, number]; want: [number, number] }][] = [
    ['stands where the step was', { given: [1000, 250, 500], want: [25, 50] }],
    ['can be seen where it took no time', { given: [1000, 0, 0], want: [0, 0.6] }],
    ['stays within the run at its end', { given: [1000, 1000, 0], want: [99.4, 0.6] }],
    ['stays within the run when clocks differ', { given: [1000, -50, 5000], want: [0, 100] }],
    ['is measured by now while the run goes on', { given: [null, 1000, 1000], want: [50, 50] }],
    ['fills a run of no time', { given: [0, 0, 3], want: [0, 100] }],
  ];
  for (const [name, { given, want }] of cases) {
    it(name, () => {
      const [length, offset, milliseconds] = given;
      const bar = timelineBar(
        { started_at: started, milliseconds: length },
        { at: at(offset), milliseconds },
        new Date(NOON + 2000),
      );
      deepEqual([bar.x, bar.width], want);
    });
  }
});

describe('a JSON value that is shown', () => {
  const paths = (node: JsonNode): string[] => [node.path, ...node.children.flatMap(paths)];
  const cases: [string, { given: unknown; want: string[] }][] = [
    ['a text', { given: 'a', want: ['.response'] }],
    ['an object', { given: { a: { b_1: 1 } }, want: ['.response', '.response.a', '.response.a.b_1'] }],
    ['a list', { given: [[1]], want: ['.response', '.response[0]', '.response[0][0]'] }],
    [
      'odd names',
      { given: { 'first "name"': 1, '1': 2 }, want: ['.response', '.response["1"]', '.response["first \\"name\\""]'] },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`says the path of each value: ${name}`, () =>
      deepEqual(paths(jsonNode(given, '.response', { values: 100, text: 10 })), want));
  }

  it('is cut at so many values, and says how many are left out', () => {
    const budget = { values: 5, text: 10 };
    const node = jsonNode({ list: [1, 2, 3, 4, 5, 6], after: 1 }, '', budget);
    deepEqual([node.more, node.whole, node.children[0]?.more, node.children[0]?.whole], [1, false, 3, false]);
  });

  it('shows the beginning of a long text', () => {
    const { text, more, whole } = jsonNode('0123456789abc', '', { values: 1, text: 10 });
    deepEqual([text, more, whole], ['0123456789', 3, false]);
  });

  it('is cut where it lies too deep', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 500; depth++) value = [value];
    equal(paths(jsonNode(value, '', { values: 1_000, text: 1 })).length, 61);
  });
});

describe('a search of the run history', () => {
  const cases: [string, { given: string; want: Record<string, unknown> }][] = [
    [
      'dates',
      {
        given: 'start=2026-11-21&end=2026-11-21',
        want: { start: '2026-11-21T00:00:00.000Z', end: '2026-11-21T23:59:59.999Z' },
      },
    ],
    [
      'choices',
      {
        given: 'status=failure&request=success&type=DEBUG',
        want: { status: 'failure', requestStatus: 'success', stepType: 'DEBUG' },
      },
    ],
    ['what is typed', { given: 'label=+get+&user=ann&run=12', want: { stepLabel: 'get', username: 'ann', runId: 12 } }],
    ['switches', { given: 'sub=on&debug=on', want: { subIntegrations: true, debug: true } }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`is read from the address: ${name}`, () => {
      const { filter, problems } = runSearchOf(new URLSearchParams(given));
      deepEqual(problems, {});
      for (const [key, value] of Object.entries(want)) equal(filter[key as keyof typeof filter], value);
    });
  }

  const wrong: [string, string][] = [
    ['start=yesterday', 'start'],
    ['end=2026-02-30', 'end'],
    ['start=2026-11-22&end=2026-11-21', 'end'],
    ['status=fine', 'status'],
    ['type=NOTHING', 'type'],
    ['request=maybe', 'request'],
    ['run=abc', 'run'],
    ['run=9999999999', 'run'],
  ];
  for (const [given, field] of wrong) {
    it(`says what is wrong with ${given}`, () =>
      deepEqual(Object.keys(runSearchOf(new URLSearchParams(given)).problems), [field]));
  }

  it('has an address that says no more than it must', () => {
    const address = 'integration=A&integration=B&text=a+b&sub=on&live=on';
    const { fields } = runSearchOf(new URLSearchParams(`${address}&status=&integration=A&start=`));
    equal(runSearchAddress(fields), '/runs?integration=A&integration=B&text=a+b&sub=on&live=on');
    equal(runSearchAddress(runSearchOf(new URLSearchParams()).fields), '/runs');
  });
});

describe('where a run failed', () => {
  const place = { component_kind: 'fieldmapping', component_id: 34, component_field: 'value' };
  const none = { component_kind: null, component_id: null, component_field: null };
  const anchor = '#fieldmapping-34';
  const cases: [string, { given: [typeof place | typeof none, string | null]; want: unknown }][] = [
    [
      'a line of a formula',
      {
        given: [place, 'TypeError: x\n  in field mapping street, value, line 2, column 7\n  2 | street\n    | ^'],
        want: { title: 'field mapping street, value', anchor, line: 2, column: 7 },
      },
    ],
    [
      'a formula',
      {
        given: [place, 'Error\n  in field mapping street, value'],
        want: { title: 'field mapping street, value', anchor, line: null, column: null },
      },
    ],
    [
      'a component',
      { given: [place, null], want: { title: 'field mapping 34, value', anchor, line: null, column: null } },
    ],
    ['nowhere', { given: [none, 'Error: lost'], want: null }],
  ];
  for (const [name, { given, want }] of cases) it(`is ${name}`, () => deepEqual(failurePlace(...given), want));
});

describe('what people read', () => {
  const durations: [number, string][] = [
    [0, '0 ms'],
    [0.04, '0 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1530, '1.53 s'],
    [59_994, '59.99 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [3_780_000, '1 h 3 min'],
  ];
  for (const [given, want] of durations) it(`is a duration: ${want}`, () => equal(duration(given), want));

  const sizes: [number, string][] = [
    [0, '0 B'],
    [999, '999 B'],
    [1234, '1.2 kB'],
    [279_400, '279 kB'],
    [999_960, '1 MB'],
    [3_400_000, '3.4 MB'],
  ];
  for (const [given, want] of sizes) it(`is a size: ${want}`, () => equal(dataSize(given), want));

  it('is a message, however it was stored', () => {
    deepEqual(messagesIn('[{"type":"ERROR","text":"404"},"plain",{"code":1}]'), [
      { type: 'ERROR', text: '404' },
      { type: '', text: 'plain' },
      { type: '', text: '{"code":1}' },
    ]);
    deepEqual(messagesIn('"*REDACTED*"'), [{ type: '', text: '"*REDACTED*"' }]);
    deepEqual(messagesIn(null), []);
  });
});

describe('a page of runs', () => {
  const shown = (query: string, incomplete: { search?: boolean; chart?: boolean }): string =>
    renderToString(
      RunList({
        asked: runSearchOf(new URLSearchParams(query)),
        found: {
          records: [],
          count: 0,
          more: incomplete.search ?? false,
          nextCursor: incomplete.search ? 'abc' : null,
          complete: !incomplete.search,
          searched: null,
        },
        charted: { runs: [run(NOON, 'success', 5)], complete: !incomplete.chart },
        sequences: new Map(),
        now: new Date(NOON + MINUTE),
      }),
    );

  it('says that the search stopped at its time limit, and how to go on', () => {
    const html = shown('label=get&live=on', { search: true });
    match(html, /stopped at its time limit/);
    match(html, /href="\/runs\?label=get&amp;after=abc"/);
  });

  it('says that there are more runs than the chart looks at', () => {
    match(shown('', { chart: true }), /It shows the newest 1 runs; a chart looks at no more than 5,000\./);
  });

  it('says that the chart does not look at steps', () => {
    match(shown('label=get', {}), /whatever their steps and texts/);
  });
});
