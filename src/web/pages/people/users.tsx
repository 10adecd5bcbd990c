import type { UserFilter, UserRow } from '../../../queries/users.js';
import { userKinds } from '../../../queries/users.js';
import { page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { PageLinks } from '../../parts/page-links.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { KindBadge, StateBadge } from './kind-badge.js';
import { NumberedPage } from './numbered-page.js';
import { UserFilterForm } from './user-filter-form.js';

const USERS_A_PAGE = 50;

/** The list of all users. */
export const userListPage =
  ({ queries }: SiteServices) =>
  async (visit: Visit) => {
    const { user, query } = visit;
    const filter = filterOf(query);
    const numbered = new NumberedPage('/users', query, USERS_A_PAGE);
    const found = await queries.users.list(filter, numbered.range);
    const total = await queries.users.count(filter);
    const organizations = await queries.organizations.list();
    return page(
      'Users',
      <>
        <Heading title="Users">
          <a href="/organizations">Organizations</a>
          {user.superuser && (
            <a class="button" href="/users/new">
              Add user…
            </a>
          )}
        </Heading>
        <UserFilterForm query={query} organizations={organizations} />
        {found.length === 0 ? (
          <Empty>No user fits. Ask for less, or reset the search.</Empty>
        ) : (
          <>
            <p class="soft">{total === 1 ? '1 user' : `${total} users`}</p>
            <UserTable users={numbered.shown(found)} />
          </>
        )}
        <PageLinks label="Pages of users" {...numbered.links(found)} />
      </>,
    );
  };

const UserTable = ({ users }: { users: readonly UserRow[] }) => (
  <Table label="Users" heads={['Name', 'Kind', 'State', 'E-mail', 'Organization', 'Last sign-in (UTC)']}>
    {users.map((user) => (
      <tr key={user.id}>
        <th scope="row">
          <a href={`/users/${user.id}`}>{user.username}</a>
        </th>
        <td>
          <KindBadge user={user} />
        </td>
        <td>
          <StateBadge active={user.active} />
        </td>
        <td>{user.email ?? <span class="none">none</span>}</td>
        <td>{user.organization ?? <span class="none">none</span>}</td>
        <td>
          <Moment at={user.signed_in_at} />
        </td>
      </tr>
    ))}
  </Table>
);

function filterOf(query: URLSearchParams): UserFilter {
  const state = query.get('state');
  const organization = query.get('organization') ?? '';
  return {
    text: query.get('text')?.trim() ?? null,
    kind: userKinds.find((kind) => kind === query.get('kind')) ?? null,
    active: state === 'active' ? true : state === 'deactivated' ? false : null,
    organizationId: /^[1-9]\d{0,8}$/.test(organization) ? Number(organization) : null,
  };
}
