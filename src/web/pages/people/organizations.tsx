import { page, redirect } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { DoneNotice } from './done-notice.js';
import { nameProblem } from './label-name.js';
import { pathId } from './path-id.js';

/** Organizations: labels on users (domain.md 2.3). */
export function organizationRoutes({ queries }: SiteServices): Route[] {
  async function show(visit: Visit, typed: { name: string; problem: string } | null = null) {
    const manages = visit.user.superuser;
    const organizations = await queries.organizations.list();
    return page(
      'Organizations',
      <>
        <p>
          <a href="/users">Users</a>
        </p>
        <h1>Organizations</h1>
        <DoneNotice visit={visit} />
        <p class="prose soft">
          A label on users. Who belongs to one sees the runs of its members alone; superusers see all.
        </p>
        {manages && (
          <section class="card" aria-labelledby="add-organization">
            <h2 id="add-organization">Add an organization</h2>
            <Form action="/organizations">
              <TextField
                name="name"
                label="Name"
                value={typed?.name ?? ''}
                problem={typed?.problem}
                maxLength={150}
                autocomplete="off"
                required
              />
              <button type="submit">Add organization</button>
            </Form>
          </section>
        )}
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
