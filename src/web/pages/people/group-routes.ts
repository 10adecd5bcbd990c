import type { GroupRow } from '../../../queries/groups.js';
import { type Answer, redirect } from '../../answer.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { GrantActions } from './grant-actions.js';
import { groupPage } from './group-page.js';
import { groupListPage } from './groups.js';
import { nameProblem } from './label-name.js';
import { pathId } from './path-id.js';

/** Groups: staff see them and hand on their own rights; all else is for superusers. */
export function groupRoutes(services: SiteServices): Route[] {
  const { queries, events, now } = services;
  const actions = new GrantActions(services);

  async function groupOf(visit: Visit): Promise<GroupRow> {
    const group = await queries.groups.byId(pathId(visit));
    if (!group) throw notFound('group');
    return group;
  }

  /** Does something with the path's group, and shows the group again. */
  const then =
    (done: string, change: (visit: Visit, group: GroupRow) => Promise<unknown>) =>
    async (visit: Visit): Promise<Answer> => {
      const group = await groupOf(visit);
      await change(visit, group);
      return redirect(`/groups/${group.id}?done=${done}`);
    };

  const changed = () => events.publish({ type: 'tools_changed' });

  const problemOf = async (name: string): Promise<string | null> =>
    nameProblem(name) ?? ((await queries.groups.find(name)) ? 'There is a group of that name.' : null);

  async function create(visit: Visit): Promise<Answer> {
    const name = visit.form.text('name');
    const problem = await problemOf(name);
    if (problem) return groupListPage(services, visit, { name, problem });
    return redirect(`/groups/${await queries.groups.create(name)}?done=saved`);
  }

  async function rename(visit: Visit): Promise<Answer> {
    const group = await groupOf(visit);
    const typed = visit.form.text('name');
    const problem = typed === group.name ? null : await problemOf(typed);
    if (problem) return groupPage(services, visit, group, { name: { typed, problem } });
    await queries.groups.rename(group.id, typed);
    return redirect(`/groups/${group.id}?done=saved`);
  }

  async function remove(visit: Visit): Promise<Answer> {
    const { id } = await groupOf(visit);
    await queries.groups.delete(id, visit.user.id, now());
    changed();
    return redirect('/groups?done=group_deleted');
  }

  async function grant(visit: Visit): Promise<Answer> {
    const group = await groupOf(visit);
    const refused = await actions.grant(visit, { group_id: group.id });
    return refused
      ? groupPage(services, visit, group, { grant: refused })
      : redirect(`/groups/${group.id}?done=granted`);
  }

  async function addMember(visit: Visit): Promise<Answer> {
    const group = await groupOf(visit);
    const name = visit.form.text('user');
    const user = await queries.users.find(name);
    if (!user) return groupPage(services, visit, group, { member: { name, problem: 'There is no such user.' } });
    await queries.groups.add({ group_id: group.id, user_id: user.id, by: visit.user.id }, now());
    changed();
    return redirect(`/groups/${group.id}?done=added`);
  }

  async function removeMember(visit: Visit, { id }: GroupRow): Promise<void> {
    await queries.groups.remove({ group_id: id, user_id: pathId(visit, 'user'), by: visit.user.id }, now());
    changed();
  }

  return [
    get('/groups', 'staff', (visit) => groupListPage(services, visit)),
    post('/groups', 'superuser', create),
    get('/groups/:id', 'staff', async (visit) => groupPage(services, visit, await groupOf(visit))),
    post('/groups/:id', 'superuser', rename),
    post('/groups/:id/delete', 'superuser', remove),
    post('/groups/:id/permissions', 'staff', grant),
    post(
      '/groups/:id/permissions/:integration',
      'staff',
      then('granted', (visit, { id }) => actions.change(visit, { group_id: id })),
    ),
    post('/groups/:id/members', 'superuser', addMember),
    post('/groups/:id/members/:user/remove', 'superuser', then('removed', removeMember)),
    post(
      '/groups/:id/rights',
      'superuser',
      then('rights', (visit, { id }) => actions.changeSpecial(visit, { group_id: id })),
    ),
  ];
}
