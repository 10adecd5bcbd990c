import { QueryError } from '../../../queries/query-error.js';
import { type Answer, fragment, page, redirect } from '../../answer.js';
import { Heading } from '../../parts/heading.js';
import { Notice } from '../../parts/notice.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { RunFilterForm } from './run-filter-form.js';
import { RunList } from './run-list.js';
import { type RunSearchAsked, runSearchAddress, runSearchOf, searchesSteps } from './run-search.js';
import { MOST_LINKED } from './run-table.js';

/** How many integrations the form offers. */
const MOST_OFFERED = 300;
/** In seconds; where each step is looked at, it takes longer to find out what is new. */
const REFRESH = { runs: 5, steps: 15 };

/** The page on which runs are found. */
export async function runListPage(services: SiteServices, visit: Visit): Promise<Answer> {
  // A form sends what was left empty, too; an address to share is better without.
  if ([...visit.query.values()].includes('')) return redirect(runSearchAddress(runSearchOf(visit.query).fields));
  const asked = runSearchOf(visit.query);
  const offered = await services.queries.runRelatives.integrations(visit.user.id, MOST_OFFERED + 1);
  const form = (shown: RunSearchAsked) => (
    <RunFilterForm asked={shown} integrations={offered.slice(0, MOST_OFFERED)} more={offered.length > MOST_OFFERED} />
  );
  const wrong = (shown: RunSearchAsked, status: number) =>
    page(
      'Run history',
      <>
        <Heading title="Run history" />
        {form(shown)}
        <Notice kind="problem">
          <p>{shown.problems.after ?? 'Nothing was searched, because a filter cannot be read.'}</p>
        </Notice>
      </>,
      status,
    );
  if (Object.keys(asked.problems).length > 0) return wrong(asked, 400);

  const found = await findRuns(services, visit, asked);
  if (found instanceof QueryError) {
    const field = found.code === 'not_found' ? 'integration' : asked.fields.after ? 'after' : 'text';
    const problem = { not_found: found.message, after: OLD_ADDRESS, text: 'There is no letter or digit in it.' };
    const problems = { [field]: problem[field === 'integration' ? 'not_found' : field] };
    return wrong({ ...asked, problems }, found.code === 'not_found' ? 404 : 400);
  }
  const { fields } = asked;
  const isLive = fields.live && fields.after === '';
  const every = searchesSteps(fields) ? REFRESH.steps : REFRESH.runs;
  return page(
    'Run history',
    <>
      <Heading title="Run history">
        {fields.after === '' && (
          <a class="button quiet small" href={runSearchAddress({ ...fields, live: !fields.live })}>
            {isLive ? 'Live: on' : 'Live: off'}
          </a>
        )}
      </Heading>
      {form(asked)}
      {isLive ? (
        <div data-refresh={runSearchAddress(fields, '/runs/live')} data-every={every}>
          {found}
        </div>
      ) : (
        found
      )}
    </>,
  );
}

const OLD_ADDRESS = 'This address leads to no page of these runs. Begin again with the newest.';

/** What was found alone, for the page's script. */
export async function runListFragment(services: SiteServices, visit: Visit): Promise<Answer> {
  const asked = runSearchOf(visit.query);
  const found = await findRuns(services, visit, asked);
  return fragment(found instanceof QueryError ? null : found);
}

async function findRuns({ queries, now }: SiteServices, { user }: Visit, asked: RunSearchAsked) {
  const { fields, filter } = asked;
  const integrations = fields.integration.length > 0 ? fields.integration : null;
  const common = { userId: user.id, filter, integrations };
  try {
    const found = await queries.runHistory.search({
      ...common,
      text: fields.text || null,
      cursor: fields.after || null,
      // It ends by itself, within its own time limit.
      signal: new AbortController().signal,
    });
    const isCharted = fields.after === '' && filter.runId === null;
    const charted = isCharted ? await queries.runChart.read(common) : null;
    const matching = found.records.flatMap(({ matching_item_ids: ids }) => ids?.slice(0, MOST_LINKED) ?? []);
    const sequences = await queries.runRelatives.sequences(matching);
    return <RunList asked={asked} found={found} charted={charted} sequences={sequences} now={now()} />;
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
