import type { ComponentChildren } from 'preact';
import { warningsOf } from '../../../engine/warnings.js';
import type { ComponentRow } from '../../../queries/component-row.js';
import type { BoundConfig, LastRun as Run } from '../../../queries/integration-views.js';
import { kinds } from '../../../queries/kind.js';
import type { Structure } from '../../../queries/structure.js';
import { page } from '../../answer.js';
import { Badge } from '../../parts/badge.js';
import { Empty } from '../../parts/empty.js';
import { Fact } from '../../parts/fact.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Scrolled } from '../../parts/scrolled.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { Addresses } from './addresses.js';
import { Annotations } from './annotations.js';
import { flowOf } from './flow.js';
import { layoutFlow } from './flow-layout.js';
import { FlowPicture } from './flow-picture.js';
import { Formulas } from './formulas.js';
import { LastRun } from './last-run.js';
import { Masks } from './masks.js';
import { OwnParts } from './own-parts.js';
import { placeOf } from './place.js';
import { PlacedWarnings } from './placed-warnings.js';
import { Rights } from './rights.js';
import { Rules } from './rules.js';
import { ServiceRequests } from './service-requests.js';
import { SettingsList } from './settings-list.js';
import { ValueMappingSets } from './value-mapping-sets.js';
import { visibleIntegration } from './visible.js';
import { WarningList, WarningSummary } from './warning-list.js';

/** Up to so many service requests are shown at once; of more, each is opened by whoever wants to see it. */
const MOST_OPEN = 3;

interface Shown {
  readonly structure: Structure;
  readonly integration: ComponentRow<'integration'>;
  readonly granted: ReadonlySet<string>;
  readonly warnings: PlacedWarnings;
  readonly bound: readonly BoundConfig[];
  /** The names of the value mapping sets. */
  readonly sets: ReadonlyMap<number, string>;
}

/** One integration as a person reads it. */
export const detailPage = (services: SiteServices) => async (visit: Visit) => {
  const { queries, publicUrl } = services;
  const { ref, granted } = await visibleIntegration(services, visit, 'read');
  const structure = await queries.components.read(ref.id, kinds);
  const [integration] = structure.components.integration ?? [];
  if (!integration) throw new Error(`integration ${ref.id} has no row`);
  const views = queries.integrationViews;
  const [bound, endpoints] = await Promise.all([views.boundConfigs(ref.id, visit.user.id), views.endpoints(ref.id)]);
  const run = granted.has('debug') ? ((await views.lastRuns([ref.id], visit.user.id))[0] ?? null) : undefined;
  const sets = new Map((structure.components.valuemappingset ?? []).map(({ id, name }) => [id, name]));
  const warnings = new PlacedWarnings(await warningsOf(structure));
  const shown: Shown = { structure, integration, granted, warnings, bound, sets };
  const flow = flowOf(structure.components, (kind, id, field) =>
    field === undefined ? warnings.of(kind, id).length > 0 : warnings.at(kind, id, field).length > 0,
  );
  return page(
    ref.path_name,
    <div class="integration">
      <Heading title={ref.path_name} above={[{ path: '/integrations', name: 'Integrations' }]}>
        <Actions {...shown} />
      </Heading>
      <WarningSummary warnings={warnings.all} />
      <section class="card" id={placeOf('integration', ref.id)} aria-label="About it">
        {integration.description && <p class="lines">{integration.description}</p>}
        <Facts {...shown} run={run}>
          <Addresses pathName={ref.path_name} publicUrl={publicUrl} open={integration.http_api} endpoints={endpoints} />
        </Facts>
        <Annotations tags={integration.tags} comments={integration.comments} />
        <WarningList
          warnings={warnings.besides('integration', ref.id, [
            'before_hook',
            'on_success_hook',
            'on_failure_hook',
            'finally_hook',
          ])}
        />
      </section>
      <div class="beside">
        <section class="picture" aria-labelledby="flow-heading">
          <h2 id="flow-heading">Flow</h2>
          <Scrolled label="The flow as a picture">
            <FlowPicture picture={layoutFlow(flow)} name={ref.path_name} />
          </Scrolled>
        </section>
        <div>
          <Stages {...shown} />
        </div>
      </div>
    </div>,
  );
};

const Actions = ({ structure, granted }: Shown) => (
  <>
    {structure.active ? <Badge kind="good">active</Badge> : <Badge kind="plain">inactive</Badge>}
    {granted.has('debug') && (
      <a class="button quiet" href={`/runs?${new URLSearchParams({ integration: structure.path_name })}`}>
        Runs
      </a>
    )}
    {granted.has('execute') && (
      <a class="button" href={`/integrations/${structure.id}/run`}>
        Run…
      </a>
    )}
  </>
);

type FactsProps = Shown & {
  /** Undefined when the visitor may not know; null when there is none. */
  readonly run: Run | null | undefined;
  readonly children: ComponentChildren;
};

const Facts = ({ structure, integration, granted, run, children }: FactsProps) => (
  <dl class="facts">
    <Fact name="Called at">{children}</Fact>
    <Fact name="Answers">{integration.run_async ? 'at once, and goes on (run_async)' : 'when the run is over'}</Fact>
    {structure.mcpTool && (
      <Fact name="MCP tool">
        <code>{structure.mcpTool.name}</code> {!structure.mcpTool.active && <Badge kind="plain">off</Badge>}{' '}
        <span class="soft">{structure.mcpTool.description}</span>
      </Fact>
    )}
    <Fact name="Last saved">
      <Moment at={structure.last_saved} />
    </Fact>
    {run !== undefined && (
      <Fact name="Last run">
        <LastRun run={run ?? undefined} />
      </Fact>
    )}
    <Fact name="You may">
      <Rights granted={granted} />
    </Fact>
  </dl>
);

function Stages({ structure: { components, customSystems: custom }, integration, warnings, bound, sets }: Shown) {
  const masks = (components.mask ?? []).filter(({ type }) => type === 'INPUT');
  const rules = (components.validationrule ?? []).filter(({ type }) => type === 'INPUT');
  const lost = (components.validationrule ?? []).filter(
    ({ type, servicerequest_id }) => type !== 'INPUT' && servicerequest_id === undefined,
  );
  const requests = components.servicerequest ?? [];
  const hooks = (fields: readonly string[]) => (
    <Formulas kind="integration" row={integration} fields={fields} warnings={warnings} />
  );
  return (
    <>
      <h2 id="input">Before the service requests</h2>
      {masks.length > 0 && <h3 id="input-masks">Masks of the input</h3>}
      {masks.length > 0 && <Masks masks={masks} warnings={warnings} />}
      {rules.length > 0 && <h3 id="input-rules">Validation rules of the input</h3>}
      {rules.length > 0 && <Rules rules={rules} sets={sets} warnings={warnings} />}
      {lost.length > 0 && <h3>Rules that belong to no service request</h3>}
      {lost.length > 0 && <Rules rules={lost} sets={sets} warnings={warnings} />}
      {hooks(['before_hook'])}
      {masks.length + rules.length === 0 && !integration.before_hook && (
        <p class="soft">Nothing is masked, checked or prepared.</p>
      )}
      <h2>Service requests</h2>
      <ServiceRequests
        parent={null}
        open={requests.length <= MOST_OPEN}
        {...{ parts: new OwnParts(components), bound, custom, sets, warnings }}
      />
      {requests.length === 0 && <Empty>It calls no system. Its hooks alone make the output.</Empty>}
      <h2 id="output">After the service requests</h2>
      {hooks(['on_success_hook', 'on_failure_hook', 'finally_hook'])}
      {!integration.on_success_hook && !integration.on_failure_hook && !integration.finally_hook && (
        <p class="soft">
          No hook follows: the output is what the service requests have left, or a sentence that it ran.
        </p>
      )}
      <h2>Beside the flow</h2>
      <ValueMappingSets
        sets={components.valuemappingset ?? []}
        mappings={components.valuemapping ?? []}
        warnings={warnings}
      />
      {integration.config && <SettingsList config={integration.config} />}
      <Fragments {...integration} />
    </>
  );
}

const Fragments = ({ swagger_request, swagger_response }: ComponentRow<'integration'>) => (
  <>
    {Object.entries({ swagger_request, swagger_response }).map(
      ([name, text]) =>
        text && (
          <details key={name} class="card component">
            <summary>
              <h3>
                <code>{name}</code>
              </h3>
            </summary>
            <div class="body">
              <pre>{text}</pre>
            </div>
          </details>
        ),
    )}
  </>
);
