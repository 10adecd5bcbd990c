import type { RunRow } from '../../../queries/run-history.js';
import type { JsonBudget } from '../../parts/json-node.js';
import { RunStatusBadge } from './run-status-badge.js';
import { StepBody, StepLine } from './run-step.js';
import type { ChildRun, RunView } from './run-view.js';
import { stepParts } from './step-parts.js';

interface RunTimelineProps {
  readonly view: RunView;
  readonly now: Date;
}

/** How many JSON values the steps of one page show, and how much of a text. */
const MOST_VALUES = 4_000;
const LONGEST_TEXT = 2_000;

/** A run's steps in their order, each with what is in it. */
export function RunTimeline({ view, now }: RunTimelineProps) {
  const { run, steps, texts, children, granted } = view;
  const budget: JsonBudget = { values: MOST_VALUES, text: LONGEST_TEXT };
  return (
    <ol class="timeline joined" id="steps">
      {steps.map((step) => {
        const item = texts.get(step.id);
        // Before it is drawn, since what one step shows is not left for the next.
        const parts = item && budget.values > 0 ? stepParts(item, budget) : null;
        const started = step.type === 'CALLINT' ? childrenOf(item?.response ?? null, children) : [];
        return (
          <li key={step.id} id={`step-${step.sequence}`} data-searched-group>
            <details id={`step-${step.sequence}-all`} open={step.failed && step.type !== 'OUTPUT'}>
              <summary>
                <StepLine run={run} step={step} now={now} />
              </summary>
              <StepBody run={run} step={step} parts={parts} mayRead={granted.has('read')} alone={false} />
              {started.map((child) => (
                <Child key={child.run.id} child={child} now={now} />
              ))}
            </details>
          </li>
        );
      })}
    </ol>
  );
}

/** The runs that no step on the page shows. */
export const elsewhere = ({ steps, texts, children }: RunView): readonly ChildRun[] => {
  const shown = steps.flatMap(({ id, type }) =>
    type === 'CALLINT' ? childrenOf(texts.get(id)?.response ?? null, children) : [],
  );
  return children.filter((child) => !shown.includes(child));
};

/** The run that a CALLINT step has started, where it names one that the visitor may see. */
function childrenOf(response: string | null, children: readonly ChildRun[]): readonly ChildRun[] {
  const id = Number(/"run_history_id":(\d+)/.exec(response ?? '')?.[1]);
  return children.filter(({ run }) => run.id === id);
}

/** A run that this one has started. */
export const Child = ({ child: { run, steps }, now }: { child: ChildRun; now: Date }) => (
  <div class="child">
    <p>
      Run <a href={`/runs/${run.id}`}>{run.id}</a> of {run.path_name} <RunStatusBadge status={run.status} />
    </p>
    {steps && steps.length > 0 && (
      <details id={`child-${run.id}`} class="part">
        <summary>{`Its steps: ${steps.length}${run.items > steps.length ? ` of ${run.items}` : ''}`}</summary>
        <ol class="timeline joined">
          {steps.map((step) => (
            <li key={step.id}>
              <a href={`/runs/${run.id}/steps/${step.id}`}>
                <StepLine run={run as RunRow} step={step} now={now} />
              </a>
            </li>
          ))}
        </ol>
      </details>
    )}
  </div>
);
