import type { FoundRun, RunRow } from '../../../queries/run-history.js';
import { duration } from '../../parts/duration.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { Tags } from '../../parts/tags.js';
import { RunStatusBadge } from './run-status-badge.js';

/** How many of the steps in which a text was found are linked, and how much of a run's message is shown. */
export const MOST_LINKED = 5;
const LONGEST_MESSAGE = 160;

interface RunTableProps {
  readonly runs: readonly FoundRun[];
  /** The numbers within their runs of the steps in which a text was found, by id. */
  readonly sequences: ReadonlyMap<number, number>;
}

/** Runs, one a line. */
export const RunTable = ({ runs, sequences }: RunTableProps) => (
  <Table
    label="Runs"
    heads={['Run', 'Outcome', 'Integration', 'Started (UTC)', { number: 'Duration' }, 'By', 'Labels and notes']}
    class="runs"
  >
    {runs.map((run) => (
      <tr key={run.id}>
        <th scope="row">
          <a href={`/runs/${run.id}`}>{run.id}</a>
        </th>
        <td>
          <RunStatusBadge status={run.status} />
        </td>
        <td>{run.path_name}</td>
        <td>
          <Moment at={run.started_at} />
        </td>
        <td class="number">{run.milliseconds === null ? '…' : duration(run.milliseconds)}</td>
        <td class="by">{`${run.username}, ${run.started_by}`}</td>
        <td>
          <Notes run={run} sequences={sequences} />
        </td>
      </tr>
    ))}
  </Table>
);

function Notes({ run, sequences }: { run: FoundRun } & Pick<RunTableProps, 'sequences'>) {
  const { labels, parent_run_id, error_message, matching_item_ids } = run;
  return (
    <>
      {labels.length > 0 && <Tags names={labels} />}
      {parent_run_id !== null && (
        <p>
          Started by run <a href={`/runs/${parent_run_id}`}>{parent_run_id}</a>
        </p>
      )}
      {error_message !== null && <p class="lines">{cut(error_message)}</p>}
      {matching_item_ids && <Matches run={run} ids={matching_item_ids} sequences={sequences} />}
    </>
  );
}

interface MatchesProps extends Pick<RunTableProps, 'sequences'> {
  readonly run: RunRow;
  readonly ids: readonly number[];
}

const Matches = ({ run, ids, sequences }: MatchesProps) => (
  <p>
    Found in{' '}
    {ids.slice(0, MOST_LINKED).map((id, index) => (
      <>
        {index > 0 && ', '}
        <a href={`/runs/${run.id}/steps/${id}`}>{`step ${sequences.get(id) ?? ''}`}</a>
      </>
    ))}
    {ids.length > MOST_LINKED && ` and ${ids.length - MOST_LINKED} more`}
  </p>
);

const cut = (text: string): string => (text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text);
