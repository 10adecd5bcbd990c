import { page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DoneNotice } from './done-notice.js';

interface Typed {
  readonly name: string;
  readonly problem: string;
}

/** The list of all groups, and the form for a new one. */
export async function groupListPage({ queries }: SiteServices, visit: Visit, typed: Typed | null = null) {
  const groups = await queries.groups.list();
  return page(
    'Groups',
    <>
      <h1>Groups</h1>
      <DoneNotice visit={visit} />
      <p class="prose soft">
        What is granted to a group is granted to its members, beside what they hold themselves, for as long as they are
        in it.
      </p>
      {visit.user.superuser && (
        <section class="card" aria-labelledby="add-group">
          <h2 id="add-group">Add a group</h2>
          <Form action="/groups">
            <TextField
              name="name"
              label="Name"
              value={typed?.name ?? ''}
              problem={typed?.problem}
              maxLength={150}
              autocomplete="off"
              required
            />
            <button type="submit">Add group</button>
          </Form>
        </section>
      )}
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
