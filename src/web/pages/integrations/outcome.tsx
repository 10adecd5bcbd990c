import { Badge } from '../../parts/badge.js';
import { Notice } from '../../parts/notice.js';
import { Scrolled } from '../../parts/scrolled.js';
import type { PageRun } from './page-run.js';

interface OutcomeProps {
  readonly run: PageRun;
  /** Whether the visitor may see the run history. */
  readonly mayDebug: boolean;
}

/** A longer output is left to the page of the run. */
const LONGEST_OUTPUT = 200_000;

/** How a run that the page has started went; the output is masked as in the run history. */
export function Outcome({ run, mayDebug }: OutcomeProps) {
  if (!run.ended) return <StillRunning id={run.runHistoryId} mayDebug={mayDebug} />;
  const { status, error, output, shownPayload, milliseconds, runHistoryId, historyProblem } = run.result;
  return (
    <section class="card" aria-labelledby="outcome">
      <div class="heading">
        <h2 id="outcome">Outcome</h2>
        <RunLink id={runHistoryId} mayDebug={mayDebug} />
      </div>
      <dl class="facts">
        <dt>The run</dt>
        <dd>
          {status === 'success' ? <Badge kind="good">succeeded</Badge> : <Badge kind="bad">failed</Badge>} in{' '}
          {Math.round(milliseconds)} ms
        </dd>
        <dt>Status</dt>
        <dd>{output.status}</dd>
        {error && <dt>Why</dt>}
        {error && (
          <dd>
            <span class="lines">{error.message}</span> <span class="soft">({error.type})</span>
          </dd>
        )}
        {historyProblem && <dt>History</dt>}
        {historyProblem && <dd>{historyProblem}</dd>}
      </dl>
      <h3>Output</h3>
      <Output payload={shownPayload} />
    </section>
  );
}

function Output({ payload }: { payload: unknown }) {
  const text = JSON.stringify(payload ?? null, null, 2);
  if (text.length > LONGEST_OUTPUT)
    return <p class="soft">It has {text.length} characters, which is too long to be shown here.</p>;
  return (
    <Scrolled label="Output">
      <pre>
        <code>{text}</code>
      </pre>
    </Scrolled>
  );
}

const StillRunning = ({ id, mayDebug }: { id: number | null; mayDebug: boolean }) => (
  <Notice kind="info">
    <p>
      <strong>It is still running, and goes on.</strong>{' '}
      {id === null
        ? 'It stores no run history, so its end cannot be looked up.'
        : !mayDebug && `Who holds debug sees its end in the run history, as run ${id}.`}
    </p>
    {id !== null && mayDebug && (
      <p>
        <a href={`/runs/${id}`}>Watch run {id}</a>
      </p>
    )}
  </Notice>
);

const RunLink = ({ id, mayDebug }: { id: number | null; mayDebug: boolean }) =>
  id !== null && mayDebug ? <a href={`/runs/${id}`}>Run {id}, step by step</a> : null;
