import { page } from '../../answer.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DONE } from './done.js';
import { NewLabel, type TypedLabel } from './new-label.js';

/** The list of all groups, and the form for a new one. */
export async function groupListPage({ queries }: SiteServices, visit: Visit, typed: TypedLabel | null = null) {
  const groups = await queries.groups.list();
  return page(
    'Groups',
    <>
      <Heading title="Groups" />
      <DoneNotice texts={DONE} />
      <p class="prose soft">
        What is granted to a group is granted to its members, beside what they hold themselves, for as long as they are
        in it.
      </p>
      {visit.user.superuser && <NewLabel what="a group" action="/groups" typed={typed} />}
      {groups.length === 0 ? (
        <Empty>There are no groups yet. {visit.user.superuser ? 'Add one above.' : 'A superuser adds them.'}</Empty>
      ) : (
        <Table label="Groups" heads={['Name', { number: 'Members' }, { number: 'Integrations' }]}>
          {groups.map(({ id, name, members, integrations }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/groups/${id}`}>{name}</a>
              </th>
              <td class="number">{members}</td>
              <td class="number">{integrations}</td>
            </tr>
          ))}
        </Table>
      )}
    </>,
    typed ? 400 : 200,
  );
}
