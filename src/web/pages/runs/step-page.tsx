import type { FullRunItem, RunRow } from '../../../queries/run-history.js';
import { fullStep } from '../../../tools/run-record.js';
import { type Answer, download, page } from '../../answer.js';
import { Heading } from '../../parts/heading.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { JsonSearch } from './run-page.js';
import { StepBody, StepLine } from './run-step.js';
import { runIdOf } from './run-view.js';
import { stepParts } from './step-parts.js';

/** How many JSON values the page of a step shows, and how much of a text; the download has all. */
const MOST_VALUES = 10_000;
const LONGEST_TEXT = 100_000;

/** One step by itself, with more of it than the page of its run has room for. */
export async function stepPage(services: SiteServices, visit: Visit): Promise<Answer> {
  const { run, item, granted } = await stepOf(services, visit);
  const parts = stepParts(item, { values: MOST_VALUES, text: LONGEST_TEXT });
  return page(
    `Step ${item.sequence} of run ${run.id}`,
    <>
      <Heading
        title={`Step ${item.sequence} of run ${run.id}`}
        above={[
          { path: '/runs', name: 'Run history' },
          { path: `/runs/${run.id}`, name: `Run ${run.id}` },
        ]}
      />
      <JsonSearch target="steps-shown" />
      <div id="steps-shown" class="card">
        <StepLine run={run} step={item} now={services.now()} />
        <StepBody run={run} step={item} parts={parts} mayRead={granted.has('read')} alone />
      </div>
    </>,
  );
}

/** A step as JSON, as the tools show it, whatever its size. */
export async function stepDownload(services: SiteServices, visit: Visit): Promise<Answer> {
  const { run, item } = await stepOf(services, visit);
  const json = JSON.stringify(fullStep(item), null, 2);
  return download(`run-${run.id}-step-${item.sequence}.json`, 'application/json', json);
}

interface Found {
  readonly run: RunRow;
  readonly item: FullRunItem;
  readonly granted: ReadonlySet<string>;
}

/** @throws WebError when the run has no such step, or the visitor may not see it */
async function stepOf({ access, queries }: SiteServices, visit: Visit): Promise<Found> {
  const id = runIdOf(visit);
  const found = await access.owner(visit.user, 'run', id);
  if (!found?.granted.has('debug')) throw notFound('run');
  const [run, item] = await Promise.all([queries.runHistory.run(id), queries.runHistory.item(runIdOf(visit, 'item'))]);
  if (!run || item?.run_id !== id) throw notFound('step');
  return { run, item, granted: found.granted };
}
