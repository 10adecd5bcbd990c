import type { RunItemRow, RunRow } from '../../../queries/run-history.js';
import { Badge } from '../../parts/badge.js';
import { dataSize } from '../../parts/data-size.js';
import { duration } from '../../parts/duration.js';
import { JsonTree } from '../../parts/json-tree.js';
import { Scrolled } from '../../parts/scrolled.js';
import { failurePlace } from './failure-place.js';
import { Place } from './run-failure.js';
import type { StepParts } from './step-parts.js';
import { offsetOf, timelineBar } from './timeline-layout.js';

interface StepProps {
  readonly run: RunRow;
  readonly step: RunItemRow;
  readonly now: Date;
}

/** A step in a line: when it was, in the length of its run, and how long it took. */
export function StepLine({ run, step, now }: StepProps) {
  const { x, width } = timelineBar(run, step, now);
  return (
    <span class="step-line">
      <span class="step-name">
        <span class="soft number">{step.sequence}</span>{' '}
        <Badge kind={step.failed ? 'bad' : 'plain'}>
          {step.failed && !step.type.endsWith('FAILURE') ? `${step.type} failed` : step.type}
        </Badge>{' '}
        {step.label !== null && <strong>{step.label}</strong>}
      </span>
      <span class="step-time soft">{`+${duration(offsetOf(run, step))}`}</span>
      <span class="step-time">{duration(step.milliseconds)}</span>
      <svg class="step-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width="100" height="10" />
        <rect class={step.failed ? 'failure' : 'part'} x={x} width={width} height="10" />
      </svg>
    </span>
  );
}

interface StepBodyProps {
  readonly run: RunRow;
  readonly step: RunItemRow;
  /** Null when there was no room for it on this page. */
  readonly parts: StepParts | null;
  readonly mayRead: boolean;
  /** Whether this is the page of the step alone. */
  readonly alone: boolean;
}

/** What is in a step. */
export function StepBody({ run, step, parts, mayRead, alone }: StepBodyProps) {
  const whole = `/runs/${run.id}/steps/${step.id}`;
  const place = failurePlace(step, parts?.stackTrace ?? null);
  const id = (name: string) => `step-${step.sequence}-${name}`;
  return (
    <div class="step-body" data-searched-group>
      <p class="soft">
        {place && (
          <>
            Of <Place place={place} run={run} mayRead={mayRead} />
            {' · '}
          </>
        )}
        {dataSize(step.bytes)}
        {step.bytes > 0 && (
          <>
            {' · '}
            {alone ? <a href={`${whole}/json`}>Download as JSON</a> : <a href={whole}>The step by itself</a>}
          </>
        )}
      </p>
      {parts === null && (
        <p>
          It is too large to be shown among the others. <a href={whole}>Show it by itself</a>
        </p>
      )}
      {parts?.messages.map(({ type, text }, index) => (
        <p key={text} class="lines" data-path={`.messages[${index}].text`} data-key="messages">
          {type && <Badge kind={step.failed ? 'bad' : 'plain'}>{type}</Badge>} <span class="value">{text}</span>
        </p>
      ))}
      {parts?.json.map(({ name, node }) => (
        <JsonTree
          key={name}
          node={node}
          whole={alone ? `${whole}/json` : whole}
          open={alone || name === 'content'}
          id={id(name)}
        />
      ))}
      {parts?.stackTrace && (
        <details id={id('stack')} class="part" open={alone || step.failed}>
          <summary>Stack trace</summary>
          <div data-path=".stack_trace" data-key="stack_trace">
            <Scrolled label={`Stack trace of step ${step.sequence}`}>
              <pre class="value">{parts.stackTrace}</pre>
            </Scrolled>
          </div>
        </details>
      )}
    </div>
  );
}
