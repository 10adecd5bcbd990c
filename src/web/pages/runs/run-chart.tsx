import { duration } from '../../parts/duration.js';
import { Scrolled } from '../../parts/scrolled.js';
import { Table } from '../../parts/table.js';
import { type ChartLayout, chartLayout, frame, type Point, type Tick, timeLabel } from './chart-layout.js';
import { DAY, type RunBucket, type RunBuckets } from './run-buckets.js';

interface RunChartProps {
  readonly data: RunBuckets;
  /** What the chart is of, and what it leaves out. */
  readonly notes: readonly string[];
}

/** Runs by outcome and their duration over time, as a picture and as a table. */
export function RunChart({ data, notes }: RunChartProps) {
  const layout = chartLayout(data, duration);
  const every = duration(data.size).replace(' min', ' minutes').replace(' h', ' hours');
  return (
    <section class="card chart" aria-labelledby="run-chart-heading">
      <h2 id="run-chart-heading">Outcome and duration</h2>
      <Legend />
      <Scrolled label="Chart">
        <Picture data={data} layout={layout} />
      </Scrolled>
      {notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
      <details id="run-chart-table">
        <summary>The same as a table</summary>
        <ChartTable data={data} every={spanOf(data.size, every)} />
      </details>
    </section>
  );
}

const spanOf = (size: number, short: string): string => {
  if (size < DAY) return short;
  const days = Math.round(size / DAY);
  return days % 7 === 0 ? `${days / 7} week${days === 7 ? '' : 's'}` : `${days} day${days === 1 ? '' : 's'}`;
};

/** The marks that tell the parts of the picture apart without their colours. */
const Patterns = () => (
  <defs>
    <pattern id="mark-failure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="mark" width="2" height="6" />
    </pattern>
    <pattern id="mark-running" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle class="mark" cx="3" cy="3" r="1.3" />
    </pattern>
  </defs>
);

function Picture({ data, layout }: { data: RunBuckets; layout: ChartLayout }) {
  const { width, height, left, right, bars, lines } = frame;
  return (
    <svg
      class="run-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="run-chart-title run-chart-desc"
    >
      <title id="run-chart-title">Runs by outcome, and how long they took</title>
      <desc id="run-chart-desc">{describe(data.buckets)}</desc>
      <Patterns />
      <Grid ticks={layout.counts} name="runs" top={bars.top} />
      <Grid ticks={layout.durations} name="duration" top={lines.top} />
      {layout.columns.map(({ x, width, segments }, index) => (
        <g key={x}>
          <title>{say(data, index)}</title>
          {segments.map(({ status, y, height }) => (
            <>
              <rect class={`bar ${status}`} x={x} y={y} width={width} height={height} />
              {status !== 'success' && <rect fill={`url(#mark-${status})`} x={x} y={y} width={width} height={height} />}
            </>
          ))}
        </g>
      ))}
      <Line name="p95" pieces={layout.p95} />
      <Line name="median" pieces={layout.median} />
      {layout.times.map(({ at, label }) => (
        <text key={at} class="time" x={at} y={height - 8}>
          {label}
        </text>
      ))}
      <line class="axis" x1={left} x2={width - right} y1={lines.top + lines.height} y2={lines.top + lines.height} />
    </svg>
  );
}

const Grid = ({ ticks, name, top }: { ticks: readonly Tick[]; name: string; top: number }) => (
  <g>
    {ticks.map(({ at, label }) => (
      <>
        <line class="grid" x1={frame.left} x2={frame.width - frame.right} y1={at} y2={at} />
        <text class="count" x={frame.left - 6} y={at + 4}>
          {label}
        </text>
      </>
    ))}
    <text class="name" x={frame.left} y={top - 4}>
      {name}
    </text>
  </g>
);

const Line = ({ name, pieces }: { name: 'median' | 'p95'; pieces: readonly (readonly Point[])[] }) => (
  <g class={`line ${name}`}>
    {pieces.map((points) => (
      <>
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {points.map(({ x, y }) =>
          name === 'median' ? (
            <circle key={x} cx={x} cy={y} r="2.5" />
          ) : (
            <rect key={x} x={x - 2.5} y={y - 2.5} width="5" height="5" />
          ),
        )}
      </>
    ))}
  </g>
);

const Legend = () => (
  <ul class="legend">
    {(['success', 'failure', 'running'] as const).map((status) => (
      <li key={status}>
        <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true" class="run-chart">
          <rect class={`bar ${status}`} width="16" height="12" />
          {status !== 'success' && <rect fill={`url(#mark-${status})`} width="16" height="12" />}
        </svg>
        {{ success: 'succeeded', failure: 'failed', running: 'running' }[status]}
      </li>
    ))}
    <li>
      <svg viewBox="0 0 24 12" width="24" height="12" aria-hidden="true" class="run-chart">
        <g class="line median">
          <polyline points="0,6 24,6" />
          <circle cx="12" cy="6" r="2.5" />
        </g>
      </svg>
      median duration
    </li>
    <li>
      <svg viewBox="0 0 24 12" width="24" height="12" aria-hidden="true" class="run-chart">
        <g class="line p95">
          <polyline points="0,6 24,6" />
          <rect x="9.5" y="3.5" width="5" height="5" />
        </g>
      </svg>
      95th percentile
    </li>
  </ul>
);

function ChartTable({ data: { buckets, size }, every }: { data: RunBuckets; every: string }) {
  const filled = buckets.filter(({ success, failure, running }) => success + failure + running > 0);
  return (
    <Table
      label="Outcome and duration as a table"
      heads={['From', ...['Succeeded', 'Failed', 'Running', 'Median', '95th percentile'].map((number) => ({ number }))]}
      caption={`Each line is ${every} in UTC; those without runs are left out.`}
    >
      {filled.map(({ from, success, failure, running, median, p95 }) => (
        <tr key={from}>
          <th scope="row">
            <time dateTime={new Date(from).toISOString()}>
              {new Date(from)
                .toISOString()
                .slice(0, size < DAY ? 16 : 10)
                .replace('T', ' ')}
            </time>
          </th>
          <td class="number">{success}</td>
          <td class="number">{failure}</td>
          <td class="number">{running}</td>
          <td class="number">{median === null ? '–' : duration(median)}</td>
          <td class="number">{p95 === null ? '–' : duration(p95)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** A bucket in a sentence. */
function say({ buckets, size }: RunBuckets, index: number): string {
  const { from, success, failure, running, median, p95 } = buckets[index] as RunBucket;
  const took = median === null || p95 === null ? '' : `; median ${duration(median)}, 95th percentile ${duration(p95)}`;
  return `${timeLabel(from, size, 2)}: ${success} succeeded, ${failure} failed, ${running} running${took}`;
}

function describe(buckets: readonly RunBucket[]): string {
  const sum = (name: 'success' | 'failure' | 'running') => buckets.reduce((total, bucket) => total + bucket[name], 0);
  const slowest = Math.max(...buckets.map(({ p95 }) => p95 ?? 0));
  return `${sum('success')} runs succeeded, ${sum('failure')} failed, ${sum('running')} are running. The highest 95th percentile of the durations is ${duration(slowest)}. The table below the picture has all numbers.`;
}
