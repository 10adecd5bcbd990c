import { type ChartedRuns, MOST_CHARTED } from '../../../queries/run-chart.js';
import { type FoundRuns, RUNS_A_PAGE } from '../../../queries/run-history.js';
import { Empty } from '../../parts/empty.js';
import { Notice } from '../../parts/notice.js';
import { PageLinks } from '../../parts/page-links.js';
import { runBuckets } from './run-buckets.js';
import { RunChart } from './run-chart.js';
import { type RunSearchAsked, runSearchAddress, searchesSteps } from './run-search.js';
import { RunTable } from './run-table.js';

interface RunListProps {
  readonly asked: RunSearchAsked;
  readonly found: FoundRuns;
  /** Null on later pages, and where one run is looked for. */
  readonly charted: ChartedRuns | null;
  /** The numbers within their runs of the steps in which a text was found, by id. */
  readonly sequences: ReadonlyMap<number, number>;
  readonly now: Date;
}

/** What was found: the part of the page that brings itself up to date. */
export function RunList({ asked, found, charted, sequences, now }: RunListProps) {
  const { fields } = asked;
  const older = found.nextCursor && runSearchAddress({ ...fields, live: false, after: found.nextCursor });
  return (
    <>
      {charted && charted.runs.length > 0 && <Chart asked={asked} charted={charted} now={now} />}
      {found.records.length > 0 && <p class="soft">{countOf(found)}</p>}
      {found.records.length > 0 && <RunTable runs={found.records} sequences={sequences} />}
      {!found.complete && older && (
        <Notice kind="warning">
          <p>
            The search stopped at its time limit, before the page was full. <a href={older}>Go on where it stopped</a>,
            or choose a shorter period or fewer integrations.
          </p>
        </Notice>
      )}
      {found.records.length === 0 && found.complete && <Nothing asked={asked} />}
      <PageLinks
        label="Pages of runs"
        words={['Newest runs', 'Older runs']}
        before={fields.after === '' ? null : runSearchAddress({ ...fields, after: '' })}
        behind={found.complete ? older : null}
      />
    </>
  );
}

const Nothing = ({ asked: { fields } }: { asked: RunSearchAsked }) => {
  const plain = runSearchAddress({ ...fields, live: false }) === '/runs';
  return (
    <Empty>
      {plain
        ? 'There are no runs yet that you may see. Run an integration on which you hold “debug”, from its page or over MCP.'
        : fields.after
          ? 'There are no older runs.'
          : 'No run fits these filters.'}
    </Empty>
  );
};

function countOf({ count, more, searched, records }: FoundRuns): string {
  const runs = (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'run' : 'runs'}`;
  if (searched || (more && count <= RUNS_A_PAGE)) return `${runs(records.length)} on this page, the newest first.`;
  return `${more ? 'More than ' : ''}${runs(count)}, the newest first.`;
}

function Chart({
  asked: { fields, filter },
  charted,
  now,
}: Pick<RunListProps, 'asked' | 'now'> & { charted: ChartedRuns }) {
  const oldest = Date.parse(charted.runs.at(-1)?.started_at ?? '');
  const newest = Date.parse(charted.runs[0]?.started_at ?? '');
  const from = filter.start !== null && charted.complete ? Date.parse(filter.start) : oldest;
  const until = filter.end === null ? now.getTime() : Math.min(Date.parse(filter.end), now.getTime());
  const data = runBuckets(charted.runs, { from, to: Math.max(newest, until) });
  const notes = [
    ...(charted.complete
      ? []
      : [
          `It shows the newest ${charted.runs.length.toLocaleString('en')} runs; a chart looks at no more than ${MOST_CHARTED.toLocaleString('en')}. Choose a shorter period to see others.`,
        ]),
    ...(searchesSteps(fields)
      ? ['It shows the runs of these integrations, period, outcome and user, whatever their steps and texts.']
      : []),
    'Percentiles are exact, of the runs that have ended. Times are in UTC.',
  ];
  return <RunChart data={data} notes={notes} />;
}
