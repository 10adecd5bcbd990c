import type { RunRow } from '../../../queries/run-history.js';
import { dataSize } from '../../parts/data-size.js';
import { duration } from '../../parts/duration.js';
import { Fact } from '../../parts/fact.js';
import { Moment } from '../../parts/moment.js';
import { Tags } from '../../parts/tags.js';
import { RunStatusBadge } from './run-status-badge.js';
import type { RunView } from './run-view.js';

/** What is known of a run as a whole, and of its relatives. */
export function RunFacts({ view }: { view: RunView }) {
  const { run, granted, retries, duplicates, answeredWith, files } = view;
  const { parent_run_id: parent, retry_for_run_id: retried } = run;
  return (
    <dl class="facts card">
      <Fact name="Outcome">
        <RunStatusBadge status={run.status} />
        {run.output_status !== null && ` HTTP status ${run.output_status}`}
      </Fact>
      <Fact name="Integration">
        {granted.has('read') ? <a href={`/integrations/${run.integration_id}`}>{run.path_name}</a> : run.path_name}
      </Fact>
      <Fact name={run.status === 'queued' ? 'Due (UTC)' : 'Started (UTC)'}>
        <Moment at={run.started_at} />
      </Fact>
      <Fact name="Duration">
        {run.milliseconds === null
          ? run.status === 'queued'
            ? 'not begun yet'
            : 'still running'
          : duration(run.milliseconds)}
      </Fact>
      <Fact name="User">{run.username}</Fact>
      <Fact name="Started by">{WAYS[run.started_by] ?? run.started_by}</Fact>
      {run.labels.length > 0 && (
        <Fact name="Labels">
          <Tags names={run.labels} />
        </Fact>
      )}
      {parent !== null && (
        <Fact name="Parent run">
          <a href={`/runs/${parent}`}>{parent}</a>
        </Fact>
      )}
      {retried !== null && (
        <Fact name="Retry">
          {`Attempt ${run.retry_attempt} after run `}
          <a href={`/runs/${retried}`}>{retried}</a>
        </Fact>
      )}
      {retries.length > 0 && (
        <Fact name="Tried again by">
          <Runs runs={retries} />
        </Fact>
      )}
      {answeredWith !== null && (
        <Fact name="Idempotent request">
          It repeated a request, and was given the answer of run <a href={`/runs/${answeredWith}`}>{answeredWith}</a>.
        </Fact>
      )}
      {duplicates.length > 0 && (
        <Fact name="Repeated by">
          <Runs runs={duplicates} />
        </Fact>
      )}
      <Fact name="Steps">{`${run.items}, ${dataSize(run.bytes)}`}</Fact>
      {files.length > 0 && (
        <Fact name="Files">
          <ul>
            {files.map(({ name, size }) => (
              <li key={name}>{`${name}, ${dataSize(size)}`}</li>
            ))}
          </ul>
          <p class="hint">What is in them is kept encrypted, and is not shown.</p>
        </Fact>
      )}
      {!run.payloads_stored && (
        <Fact name="Payloads">not stored, or not any more; *REDACTED* stands in their place</Fact>
      )}
    </dl>
  );
}

const WAYS: Readonly<Record<string, string>> = {
  mcp: 'MCP',
  http: 'HTTP',
  callint: 'another integration (callint)',
  retry: 'a retry',
  schedule: 'a schedule',
};

const Runs = ({ runs }: { runs: readonly RunRow[] }) => (
  <ul class="plain">
    {runs.map(({ id, status }) => (
      <li key={id}>
        <a href={`/runs/${id}`}>{`run ${id}`}</a> <RunStatusBadge status={status} />
      </li>
    ))}
  </ul>
);
