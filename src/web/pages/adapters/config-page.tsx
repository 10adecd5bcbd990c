import type { Settings } from '../../../adapters/adapter.js';
import type { AdapterTrial } from '../../../engine/adapter-trial.js';
import type { AdapterConfig } from '../../../queries/adapter-config-row.js';
import { page } from '../../answer.js';
import { Badge } from '../../parts/badge.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { Bindings, type BindingTry } from './bindings.js';
import { ConfigFields } from './config-fields.js';
import type { SettingProblems } from './config-values.js';
import { configsOf, foundConfig } from './found-config.js';
import { Reached } from './reached.js';
import { Validated } from './validated.js';
import { type VisibleBindings, visibleBindings } from './visible-bindings.js';

/** What was done last, by the key in the address. */
const DONE: Readonly<Record<string, string>> = {
  created: 'The configuration is added. Validate it, and bind it to the integrations that are to use it.',
  saved: 'The settings are saved.',
  activated: 'The configuration is active.',
  deactivated: 'The configuration is not used any more until you activate it again.',
  bound: 'It is bound.',
  unbound: 'It is not bound any more.',
};

/** How many integrations are offered to bind to. */
const OFFERED = 200;

/** What a page of a configuration shows beside what is stored. */
export interface Shown {
  readonly typed?: { readonly settings: Settings; readonly problems: SettingProblems };
  readonly binding?: BindingTry;
  readonly trial?: AdapterTrial;
  /** What is used in its place, so that it could not be activated. */
  readonly rivals?: readonly string[];
  readonly status?: number;
}

/** The page of one configuration. */
export async function configPage(services: SiteServices, visit: Visit, shown: Shown = {}) {
  const config = await foundConfig(services, visit);
  const configs = configsOf(services);
  const adapter = await configs.system(config.system);
  const bindings = await visibleBindings(services, visit, config.id);
  const { integrations } = await services.queries.integrations.list(visit.user.id, {
    active_only: false,
    limit: OFFERED,
  });
  const offered = integrations.filter(({ permissions }) => permissions.write).map(({ path_name }) => path_name);
  const { typed, trial, binding = { integration: '', username: '', problem: null } } = shown;
  return page(
    config.name,
    <>
      <Heading title={config.name} above={[{ path: '/adapters', name: 'Adapters' }]}>
        <Badge kind="plain">{config.system}</Badge>
        {config.active ? <Badge kind="good">active</Badge> : <Badge kind="plain">inactive</Badge>}
      </Heading>
      <DoneNotice texts={DONE} />
      {shown.rivals && (
        <Notice kind="problem">
          {`It stays inactive: an integration would have it beside ${shown.rivals.join(', ')}, for the same people. Deactivate or unbind that first.`}
        </Notice>
      )}
      <Validation config={config} trial={trial} />
      <section class="card" aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        <Form action={`/adapters/${config.id}`} class="prose">
          <ConfigFields
            adapter={adapter}
            values={typed?.settings ?? config.settings}
            secrets={configs.secretsOf(config, adapter)}
            problems={typed?.problems ?? null}
          />
          <button type="submit">Save</button>
        </Form>
      </section>
      <Bindings config={config} bindings={bindings} typed={binding} offered={offered} />
      <UseOrDelete config={config} bindings={bindings} />
    </>,
    shown.status,
  );
}

const Validation = ({ config, trial }: { config: AdapterConfig; trial: AdapterTrial | undefined }) => (
  <section class="card" aria-labelledby="validation">
    <div class="heading">
      <h2 id="validation">Validation</h2>
      <Form action={`/adapters/${config.id}/validate`}>
        <button type="submit">Validate</button>
      </Form>
    </div>
    <dl class="facts">
      <dt>Reaches</dt>
      <dd>
        <Reached config={config} />
      </dd>
      <dt>Result</dt>
      <dd>
        <Validated at={config.validated_at} problem={config.validation_problem} />{' '}
        {config.validated_at && <Moment at={config.validated_at} />}
      </dd>
      {(trial?.found || config.validation_problem) && <dt>What came back</dt>}
      {(trial?.found || config.validation_problem) && <dd>{trial?.found ?? config.validation_problem}</dd>}
    </dl>
  </section>
);

const UseOrDelete = ({ config, bindings }: { config: AdapterConfig; bindings: VisibleBindings }) => (
  <section class="card" aria-labelledby="use">
    <h2 id="use">Use</h2>
    <Form action={`/adapters/${config.id}/active`}>
      {!config.active && <input type="hidden" name="active" value="on" />}
      <p>
        {config.active
          ? 'Integrations that it is bound to reach the system with it.'
          : 'It is switched off: no integration reaches the system with it.'}
      </p>
      <button type="submit" class="quiet">
        {config.active ? 'Deactivate' : 'Activate'}
      </button>
    </Form>
    <Confirmed
      label="Delete…"
      question={`Delete ${config.name} with its secrets? ${whatBreaks(config, bindings)}`}
      action={`/adapters/${config.id}/delete`}
      button="Delete"
    />
  </section>
);

function whatBreaks({ system }: AdapterConfig, { shown, hidden }: VisibleBindings): string {
  const names = shown.map(({ integration, username }) =>
    username === null ? integration : `${integration} (for ${username})`,
  );
  if (hidden > 0) names.push(hidden === 1 ? 'one that you may not see' : `${hidden} that you may not see`);
  if (names.length === 0) return 'No integration uses it.';
  return `These integrations cannot reach ${system} with it any more: ${names.join(', ')}.`;
}
