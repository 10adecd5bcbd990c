import type { LastRun as Run } from '../../../queries/integration-views.js';
import type { IntegrationList, ListedIntegration } from '../../../queries/integrations.js';
import { QueryError } from '../../../queries/query-error.js';
import { page } from '../../answer.js';
import { Badge } from '../../parts/badge.js';
import { Empty } from '../../parts/empty.js';
import { Checkbox, TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { PageLinks } from '../../parts/page-links.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { WebError } from '../../web-error.js';
import { LastRun } from './last-run.js';
import { Rights } from './rights.js';

/** How many integrations a page of the list has. */
const A_PAGE = 50;

interface Asked {
  readonly name: string;
  readonly active: boolean;
  readonly cursor: string | null;
}

/** The integrations that the visitor may see. */
export const listPage =
  ({ queries }: SiteServices) =>
  async ({ user, query }: Visit) => {
    const asked = { name: (query.get('name') ?? '').trim(), active: query.has('active'), cursor: query.get('cursor') };
    const list = await queries.integrations
      .list(user.id, {
        active_only: asked.active,
        limit: A_PAGE,
        name: asked.name,
        cursor: asked.cursor ?? undefined,
      })
      .catch((error: unknown) => {
        if (!(error instanceof QueryError)) throw error;
        throw new WebError(400, 'No such page', 'The list has no such page. Begin again at its first one.');
      });
    const debugged = list.integrations.filter(({ permissions }) => permissions.debug).map(({ id }) => id);
    const runs = await queries.integrationViews.lastRuns(debugged, user.id);
    const byId = new Map(runs.map((run) => [run.integration_id, run]));
    return page(
      'Integrations',
      <>
        <Heading title="Integrations" />
        <FilterForm action="/integrations" label="Integrations">
          <TextField name="name" label="Name" type="search" value={asked.name} autocomplete="off" />
          <Checkbox name="active" label="Active ones alone" checked={asked.active} />
        </FilterForm>
        {list.total > 0 && <p class="soft">{list.total === 1 ? '1 integration' : `${list.total} integrations`}</p>}
        {list.integrations.length > 0 ? <List integrations={list.integrations} runs={byId} /> : <Nothing {...asked} />}
        <Pages list={list} asked={asked} />
      </>,
    );
  };

const List = ({ integrations, runs }: { integrations: ListedIntegration[]; runs: ReadonlyMap<number, Run> }) => (
  <Table label="Integrations" heads={['Name', 'State', 'You may', 'Last saved', 'Last run']} actions>
    {integrations.map((integration) => (
      <Row key={integration.id} integration={integration} run={runs.get(integration.id)} />
    ))}
  </Table>
);

function Row({ integration, run }: { integration: ListedIntegration; run: Run | undefined }) {
  const { id, path_name, description, active, permissions } = integration;
  const granted = new Set(Object.entries(permissions).flatMap(([right, held]) => (held ? [right] : [])));
  return (
    <tr>
      <th scope="row">
        {permissions.read ? <a href={`/integrations/${id}`}>{path_name}</a> : path_name}
        {description && <p class="soft description">{description}</p>}
      </th>
      <td>{active ? <Badge kind="good">active</Badge> : <Badge kind="plain">inactive</Badge>}</td>
      <td>
        <Rights granted={granted} />
      </td>
      <td>
        <Moment at={integration.last_saved} />
      </td>
      <td>{permissions.debug ? <LastRun run={run} /> : <span class="none">needs debug</span>}</td>
      <td>
        {permissions.execute && (
          <a class="button quiet small" href={`/integrations/${id}/run`} aria-label={`Run ${path_name}`}>
            Run…
          </a>
        )}
      </td>
    </tr>
  );
}

const Nothing = ({ name, active, cursor }: Asked) =>
  name || active || cursor ? (
    <Empty>
      No integration fits. <a href="/integrations">Show all of them</a>
    </Empty>
  ) : (
    <Empty>
      There is no integration that you may see. An assistant writes one for you with the tool{' '}
      <code>write_integration</code>; an administrator can let you use one that is there.
    </Empty>
  );

function Pages({ list, asked: { name, active, cursor } }: { list: IntegrationList; asked: Asked }) {
  const address = (to: string | null) => {
    const query = new URLSearchParams({
      ...(name && { name }),
      ...(active && { active: 'on' }),
      ...(to && { cursor: to }),
    });
    return `/integrations${query.size > 0 ? `?${query}` : ''}`;
  };
  return (
    <PageLinks
      label="Pages of integrations"
      words={['First page', 'Next page']}
      before={cursor && address(null)}
      behind={list.next_cursor && address(list.next_cursor)}
    />
  );
}
