import type { FullRunItem, RunRow } from '../../../queries/run-history.js';
import { Scrolled } from '../../parts/scrolled.js';
import { type FailurePlace, failurePlace } from './failure-place.js';
import { messagesIn } from './step-parts.js';

interface RunFailureProps {
  readonly run: RunRow;
  readonly failures: readonly FullRunItem[];
  /** Whether the visitor may look at the integration. */
  readonly mayRead: boolean;
}

/** What made a run fail: the message, the place, and all that helps to find the cause. */
export function RunFailure({ run, failures, mayRead }: RunFailureProps) {
  const step = causeOf(run, failures);
  const rules = failures.filter(({ type }) => type === 'VALIDATION FAILURE');
  const place = step && failurePlace(step, step.stack_trace);
  const report = step?.stack_trace && step.stack_trace !== run.error_message ? step.stack_trace : null;
  return (
    <section class="card failure" aria-labelledby="failure-heading">
      <h2 id="failure-heading">What failed</h2>
      <p class="lines">{run.error_message ?? 'The run failed, and left no message.'}</p>
      {place && (
        <p>
          In <Place place={place} run={run} mayRead={mayRead} />
        </p>
      )}
      {rules.length > 0 && (
        <ul>
          {rules.map((rule) => (
            <Rule key={rule.id} rule={rule} run={run} mayRead={mayRead} />
          ))}
        </ul>
      )}
      {report && (
        <Scrolled label="Stack trace">
          <pre>{report}</pre>
        </Scrolled>
      )}
      {run.error_type && (
        <p class="hint">
          Code: <code>{run.error_type}</code>
        </p>
      )}
    </section>
  );
}

interface PlaceProps {
  readonly place: FailurePlace;
  readonly run: Pick<RunRow, 'integration_id'>;
  readonly mayRead: boolean;
}

/** Where something is, with a link to the component for whoever may see it. */
export const Place = ({ place: { title, anchor, line, column }, run, mayRead }: PlaceProps) => (
  <>
    {anchor && mayRead ? <a href={`/integrations/${run.integration_id}${anchor}`}>{title}</a> : title}
    {line !== null && `, line ${line}, column ${column}`}
  </>
);

function Rule({ rule, run, mayRead }: { rule: FullRunItem } & Omit<PlaceProps, 'place'>) {
  const place = failurePlace(rule, null);
  const messages = messagesIn(rule.messages).map(({ text }) => text);
  return (
    <li>
      {place && <Place place={place} run={run} mayRead={mayRead} />}
      {`: ${messages.join('; ')}`}
    </li>
  );
}

/** The step that tells of the failure with which the run ended; one may fail, too, and be overcome. */
function causeOf({ error_message }: RunRow, failures: readonly FullRunItem[]): FullRunItem | null {
  const steps = failures.filter(({ type }) => type === 'FAILURE');
  const told = steps.find((step) => messagesIn(step.messages).some(({ text }) => text === error_message));
  return told ?? steps.at(-1) ?? null;
}
