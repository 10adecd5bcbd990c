import { page, redirect } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Table } from '../../parts/table.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { DONE } from './done.js';
import { nameProblem } from './label-name.js';
import { NewLabel, type TypedLabel } from './new-label.js';
import { pathId } from './path-id.js';

/** Organizations: labels on users (domain.md 2.3). */
export function organizationRoutes({ queries }: SiteServices): Route[] {
  async function show(visit: Visit, typed: TypedLabel | null = null) {
    const manages = visit.user.superuser;
    const organizations = await queries.organizations.list();
    return page(
      'Organizations',
      <>
        <Heading title="Organizations" above={[{ path: '/users', name: 'Users' }]} />
        <DoneNotice texts={DONE} />
        <p class="prose soft">
          A label on users. Who belongs to one sees the runs of its members alone; superusers see all.
        </p>
        {manages && <NewLabel what="an organization" action="/organizations" typed={typed} />}
        {organizations.length === 0 ? (
          <Empty>There are no organizations. {manages ? 'Add one above.' : 'A superuser adds them.'}</Empty>
        ) : (
          <Table label="Organizations" heads={['Name', { number: 'Users' }]} actions={manages}>
            {organizations.map(({ id, name, users }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td class="number">
                  <a href={`/users?organization=${id}`} aria-label={`${users} users of ${name}`}>
                    {users}
                  </a>
                </td>
                {manages && (
                  <td>
                    <Confirmed
                      label="Delete…"
                      question={`The users of ${name} belong to none then, and see the runs of everybody.`}
                      action={`/organizations/${id}/delete`}
                      button={`Delete ${name}`}
                    />
                  </td>
                )}
              </tr>
            ))}
          </Table>
        )}
      </>,
      typed ? 400 : 200,
    );
  }

  async function create(visit: Visit) {
    const name = visit.form.text('name');
    const problem =
      nameProblem(name) ?? ((await queries.organizations.find(name)) ? 'There is one of that name.' : null);
    if (problem) return show(visit, { name, problem });
    await queries.organizations.create(name);
    return redirect('/organizations?done=organization_added');
  }

  async function remove(visit: Visit) {
    if (!(await queries.organizations.delete(pathId(visit)))) throw notFound('organization');
    return redirect('/organizations?done=organization_deleted');
  }

  return [
    get('/organizations', 'staff', (visit) => show(visit)),
    post('/organizations', 'superuser', create),
    post('/organizations/:id/delete', 'superuser', remove),
  ];
}
