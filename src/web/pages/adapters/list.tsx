import type { Configurable } from '../../../engine/adapter-configs.js';
import type { ListedConfig } from '../../../queries/adapter-config-row.js';
import { page } from '../../answer.js';
import { Badge } from '../../parts/badge.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { configsOf } from './found-config.js';
import { Reached } from './reached.js';
import { Validated } from './validated.js';
import { type VisibleBindings, visibleBindings } from './visible-bindings.js';

/** How integrations reach other systems: all configurations. */
export const listPage = (services: SiteServices) => async (visit: Visit) => {
  const configs = await services.queries.adapterConfigs.list();
  const bindings = await visibleBindings(services, visit);
  const systems = await configsOf(services).systems();
  return page(
    'Adapters',
    <>
      <Heading title="Adapters">
        {systems
          .filter(({ custom }) => custom === null)
          .map(({ system, title }) => (
            <a key={system} class="button quiet" href={`/adapters/new?system=${system}`}>
              Add {title}…
            </a>
          ))}
      </Heading>
      <DoneNotice texts={{ deleted: 'The configuration is deleted.' }} />
      <p class="prose soft">
        A configuration says how a system is reached, and with which secrets. An integration can use those that are
        bound to it.
      </p>
      {configs.length > 0 ? <List configs={configs} bindings={bindings} /> : <Nothing />}
      <CustomAdapters systems={systems.filter(({ custom }) => custom !== null)} />
    </>,
  );
};

/** There may be many of them. */
const CustomAdapters = ({ systems }: { systems: readonly Configurable[] }) =>
  systems.length === 0 ? null : (
    <section class="card" aria-labelledby="custom">
      <h2 id="custom">Custom adapters</h2>
      <ul class="entries">
        {systems.map(({ system, title, custom }) => (
          <li key={system}>
            <span>
              {title}, the system <code>{system}</code>
              {custom?.description && <span class="soft">: {custom.description}</span>}
            </span>
            <a class="button quiet small" href={`/adapters/new?system=${encodeURIComponent(system)}`}>
              Add {title}…
            </a>
          </li>
        ))}
      </ul>
    </section>
  );

const Nothing = () => (
  <Empty>
    There is no configuration yet. Add one for the system that your integrations are to reach, and bind it to them.
  </Empty>
);

const List = ({ configs, bindings }: { configs: readonly ListedConfig[]; bindings: VisibleBindings }) => (
  <Table label="Adapter configurations" heads={['Name', 'System', 'Reaches', 'State', 'Validation', 'Bound to']}>
    {configs.map((config) => {
      const { id, system, name, active, validated_at, validation_problem } = config;
      return (
        <tr key={id}>
          <th scope="row">
            <a href={`/adapters/${id}`}>{name}</a>
          </th>
          <td>{system}</td>
          <td>
            <Reached config={config} />
          </td>
          <td>{active ? <Badge kind="good">active</Badge> : <Badge kind="plain">inactive</Badge>}</td>
          <td>
            <Validated at={validated_at} problem={validation_problem} /> {validated_at && <Moment at={validated_at} />}
          </td>
          <td>
            <BoundTo bindings={bindings.shown.filter(({ config_id }) => config_id === id)} />
          </td>
        </tr>
      );
    })}
  </Table>
);

const BoundTo = ({ bindings }: { bindings: VisibleBindings['shown'] }) =>
  bindings.length === 0 ? (
    <span class="none">–</span>
  ) : (
    <ul class="plain">
      {bindings.map(({ id, integration, username }) => (
        <li key={id}>{username === null ? integration : `${integration}, for ${username}`}</li>
      ))}
    </ul>
  );
