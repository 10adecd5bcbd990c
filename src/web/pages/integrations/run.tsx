import type { Found } from '../../../auth/access.js';
import { type RunInput, RunRefused } from '../../../engine/runner.js';
import type { McpToolFields } from '../../../queries/mcp-tool-row.js';
import { inputOf } from '../../../tools/run-input.js';
import { page } from '../../answer.js';
import { TextArea } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Notice } from '../../parts/notice.js';
import { Scrolled } from '../../parts/scrolled.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { firstPayload, inputOfRun } from './first-payload.js';
import { Outcome } from './outcome.js';
import { PAGE_WAIT_MS, type PageRun, runForPage } from './page-run.js';
import { payloadOf } from './payload-text.js';
import { visibleIntegration } from './visible.js';

/** The page with which a person runs an integration. */
export const runPage = (services: SiteServices) => async (visit: Visit) => {
  const found = await visibleIntegration(services, visit, 'execute');
  const tool = await services.queries.mcpTools.of(found.ref.id);
  const fromRun = idOf(visit.query.get('from_run'));
  const first = await firstPayload(services.queries, { ...found, user: visit.user, fromRun, tool });
  const again = first.problem ? null : fromRun;
  const source = first.run === null ? '' : ` This is the payload of run ${first.run}.`;
  return shown({ found, tool, text: first.text, again, refusal: first.problem, source });
};

/** Runs it, and shows how that went. */
export const runNow =
  (services: SiteServices, waitMs: number = PAGE_WAIT_MS) =>
  async (visit: Visit) => {
    const { queries, runner } = services;
    const found = await visibleIntegration(services, visit, 'execute');
    const tool = await queries.mcpTools.of(found.ref.id);
    const text = visit.form.exact('payload');
    const fromRun = idOf(visit.form.text('from_run'));
    const typed = { found, tool, text, again: fromRun };
    const { payload, problem } = payloadOf(text);
    if (problem) return shown({ ...typed, problem, status: 400 });
    const earlier = fromRun === null ? null : await inputOfRun(queries, { user: visit.user, ref: found.ref }, fromRun);
    if (typeof earlier === 'string') return shown({ ...typed, again: null, refusal: earlier, status: 409 });
    const input: RunInput = { ...(earlier ?? inputOf(found.ref, payload)), payload, external: false };
    try {
      const run = await runForPage(runner, { integrationId: found.ref.id, user: visit.user, input, waitMs });
      return shown({ ...typed, run });
    } catch (error) {
      if (!(error instanceof RunRefused)) throw error;
      const status = error.code === 'busy' || error.code === 'stopping' ? 503 : 409;
      return shown({ ...typed, refusal: error.message, status });
    }
  };

/** Null for whatever is no id. */
const idOf = (text: string | null): number | null => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : null);

interface Shown {
  readonly found: Found;
  readonly tool: McpToolFields | null;
  /** What stands in the field for the payload. */
  readonly text: string;
  /** Where it comes from, as a sentence behind others. */
  readonly source?: string;
  /** What is wrong with it. */
  readonly problem?: string;
  /** The earlier run that is run again: whatever its caller sent beside the payload goes with it. */
  readonly again: number | null;
  /** Why it was not run, or the earlier payload is not shown. */
  readonly refusal?: string | null;
  readonly run?: PageRun;
  readonly status?: number;
}

const shown = ({
  found: { ref, granted },
  tool,
  text,
  source = '',
  problem,
  again,
  refusal,
  run,
  status = 200,
}: Shown) =>
  page(
    `Run ${ref.path_name}`,
    <>
      <Heading title={`Run ${ref.path_name}`} above={[{ path: '/integrations', name: 'Integrations' }]}>
        {granted.has('read') && <a href={`/integrations/${ref.id}`}>What it does</a>}
        {granted.has('debug') && <a href={`/runs?${new URLSearchParams({ integration: ref.path_name })}`}>Its runs</a>}
      </Heading>
      {refusal && <Notice kind="problem">{refusal}</Notice>}
      {run && <Outcome run={run} mayDebug={granted.has('debug')} />}
      <Form action={`/integrations/${ref.id}/run`} class="card">
        {again !== null && <input type="hidden" name="from_run" value={again} />}
        <TextArea
          name="payload"
          label="Payload"
          class="code"
          rows={14}
          value={text}
          problem={problem}
          hint={`JSON, what the formulas find as input.payload.${source}${
            again === null ? '' : ' What else its caller has sent, headers for example, goes with it again.'
          }`}
        />
        <button type="submit">Run</button>
      </Form>
      {tool && <Schema tool={tool} />}
    </>,
    status,
  );

const Schema = ({ tool: { name, description, input_schema } }: { tool: McpToolFields }) => (
  <details class="card component">
    <summary>
      <h2>What its tool says that the payload holds</h2>
    </summary>
    <div class="body">
      <p>
        <code>{name}</code>: {description}
      </p>
      <Scrolled label="The schema of the payload">
        <pre>
          <code>{JSON.stringify(input_schema, null, 2)}</code>
        </pre>
      </Scrolled>
    </div>
  </details>
);
