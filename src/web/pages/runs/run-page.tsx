import { type Answer, fragment, page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { PageLinks } from '../../parts/page-links.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { RunFacts } from './run-facts.js';
import { RunFailure } from './run-failure.js';
import { Child, elsewhere, RunTimeline } from './run-timeline.js';
import { type RunView, runView } from './run-view.js';

/** In seconds. */
const REFRESH = 5;

/** One run: how it went, and what it did step by step. */
export async function runPage(services: SiteServices, visit: Visit): Promise<Answer> {
  const view = await runView(services, visit);
  const { run } = view;
  const body = <RunBody view={view} now={services.now()} />;
  return page(
    `Run ${run.id}`,
    <>
      <Heading
        title={`Run ${run.id}`}
        above={[
          { path: '/runs', name: 'Run history' },
          { path: `/runs?${new URLSearchParams({ integration: run.path_name })}`, name: `Runs of ${run.path_name}` },
        ]}
      >
        <Again view={view} />
      </Heading>
      <div {...(isToEnd(run) && { 'data-refresh': addressOf(view, '/live'), 'data-every': REFRESH })}>{body}</div>
    </>,
  );
}

/** What changes while a run goes on, for the page's script. */
export async function runFragment(services: SiteServices, visit: Visit): Promise<Answer> {
  const view = await runView(services, visit);
  return fragment(<RunBody view={view} now={services.now()} />);
}

const isToEnd = ({ status }: RunView['run']): boolean => status === 'queued' || status === 'running';

/** Finds things in what is shown; it needs a script, and without one the browser finds them as well. */
export const JsonSearch = ({ target }: { target: string }) => (
  <div class="field" data-scripted hidden>
    <label for="json-search">Find in the steps on this page</label>
    <input id="json-search" type="search" data-search={target} aria-describedby="json-search-hint" />
    <p class="hint" id="json-search-hint">
      A name, a value, or a path like <code>.payload.id</code>
    </p>
    <p class="hint" role="status" data-found-by="json-search" />
  </div>
);

function Again({ view: { run, again } }: { view: RunView }) {
  if (again === null) return null;
  if (again === true) {
    return (
      <a class="button small" href={`/integrations/${run.integration_id}?from_run=${run.id}#run`}>
        Run again with the same input
      </a>
    );
  }
  return <span class="hint">{`It cannot be run again with the same input: ${again}`}</span>;
}

function RunBody({ view, now }: { view: RunView; now: Date }) {
  const { run, failures, granted, steps, notes, withNotes, after, next } = view;
  const others = elsewhere(view);
  return (
    <>
      {!isToEnd(run) && <span data-refresh-end hidden />}
      {run.status === 'failure' && <RunFailure run={run} failures={failures} mayRead={granted.has('read')} />}
      <RunFacts view={view} />
      <div class="heading">
        <h2>Steps</h2>
        {notes > 0 && (
          <a href={addressOf({ ...view, after: 0, withNotes: !withNotes })}>
            {withNotes ? `Hide DEBUG and INFO steps (${notes})` : `Show DEBUG and INFO steps (${notes})`}
          </a>
        )}
      </div>
      {steps.length > 0 && <JsonSearch target="steps" />}
      {steps.length > 0 ? <RunTimeline view={view} now={now} /> : <Empty>{emptyText(view)}</Empty>}
      <PageLinks
        label="Pages of steps"
        words={['First steps', 'Further steps']}
        before={after > 0 ? addressOf({ ...view, after: 0 }) : null}
        behind={next === null ? null : addressOf({ ...view, after: next })}
      />
      {others.length > 0 && (
        <section aria-labelledby="children-heading">
          <h2 id="children-heading">Runs that it has started</h2>
          <ul class="plain">
            {others.map(({ run: child }) => (
              <li key={child.id}>
                <Child child={{ run: child, steps: null }} now={now} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const emptyText = ({ after, notes, withNotes, run }: RunView): string => {
  if (after > 0) return 'There are no further steps.';
  if (notes > 0 && !withNotes) return 'There are DEBUG and INFO steps alone.';
  return isToEnd(run) ? 'No step has been recorded yet.' : 'No step was recorded.';
};

function addressOf({ run, withNotes, after }: Pick<RunView, 'run' | 'withNotes' | 'after'>, below = ''): string {
  const query = new URLSearchParams();
  if (withNotes) query.set('debug', 'on');
  if (after > 0) query.set('after', String(after));
  return `/runs/${run.id}${below}${query.size > 0 ? `?${query}` : ''}`;
}
