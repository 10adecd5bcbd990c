import { hashPassword, randomPassword } from '../../../auth/password.js';
import { nameProblems } from '../../../auth/user-names.js';
import { QueryError } from '../../../queries/query-error.js';
import type { UserRow } from '../../../queries/users.js';
import { type Answer, page, redirect } from '../../answer.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { GrantActions } from './grant-actions.js';
import { newUserRoutes } from './new-user.js';
import { pathId } from './path-id.js';
import { ShownPassword } from './shown-password.js';
import { userFactsIn } from './user-facts.js';
import { userPage } from './user-page.js';
import { userListPage } from './users.js';

/** Users: staff see them and hand on their own rights; all else is for superusers. */
export function userRoutes(services: SiteServices): Route[] {
  const { queries, events, now } = services;
  const actions = new GrantActions(services);

  async function userOf(visit: Visit): Promise<UserRow> {
    const user = await queries.users.byId(pathId(visit));
    if (!user) throw notFound('user');
    return user;
  }

  /** Does something with the path's user, and shows the user again. */
  const then =
    (done: string, change: (visit: Visit, user: UserRow) => Promise<unknown>) =>
    async (visit: Visit): Promise<Answer> => {
      const user = await userOf(visit);
      await change(visit, user);
      return redirect(`/users/${user.id}?done=${done}`);
    };

  const changed = () => events.publish({ type: 'tools_changed' });

  async function saveFacts(visit: Visit): Promise<Answer> {
    const user = await userOf(visit);
    const asked = await userFactsIn(visit.form, queries);
    const names = await nameProblems(queries.users, { username: null, email: asked.email }, user.id);
    if (names) return userPage(services, visit, user, { facts: { asked, problems: names } });
    try {
      await queries.atomically(async ({ users }) => {
        await users.setKind(user.id, asked.kind, visit.user.id, now());
        await users.update(user.id, { email: asked.email, organization_id: asked.organizationId });
      });
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return userPage(services, visit, user, { facts: { asked, problems: { kind: error.message } } });
    }
    changed();
    return redirect(`/users/${user.id}?done=saved`);
  }

  async function grant(visit: Visit): Promise<Answer> {
    const user = await userOf(visit);
    const refused = await actions.grant(visit, { user_id: user.id });
    return refused ? userPage(services, visit, user, { grant: refused }) : redirect(`/users/${user.id}?done=granted`);
  }

  async function addToGroup(visit: Visit): Promise<Answer> {
    const user = await userOf(visit);
    const name = visit.form.text('group');
    const group = await queries.groups.find(name);
    if (!group) return userPage(services, visit, user, { group: { name, problem: 'There is no such group.' } });
    await queries.groups.add({ group_id: group.id, user_id: user.id, by: visit.user.id }, now());
    changed();
    return redirect(`/users/${user.id}?done=added`);
  }

  async function removeFromGroup(visit: Visit, { id }: UserRow): Promise<void> {
    await queries.groups.remove({ group_id: pathId(visit, 'group'), user_id: id, by: visit.user.id }, now());
    changed();
  }

  async function setActive({ username }: UserRow, active: boolean): Promise<void> {
    try {
      await queries.users.setActive(username, active, now());
    } catch (error) {
      if (error instanceof QueryError) throw new WebError(409, 'Somebody must stay', error.message);
      throw error;
    }
    changed();
  }

  async function setPassword(visit: Visit): Promise<Answer> {
    const user = await userOf(visit);
    const password = randomPassword();
    await queries.users.setPassword(user.id, await hashPassword(password));
    return page('New password', <ShownPassword title="New password" user={user} password={password} />);
  }

  return [
    get('/users', 'staff', userListPage(services)),
    ...newUserRoutes(services),
    get('/users/:id', 'staff', async (visit) => userPage(services, visit, await userOf(visit))),
    post('/users/:id', 'superuser', saveFacts),
    post('/users/:id/permissions', 'staff', grant),
    post(
      '/users/:id/permissions/:integration',
      'staff',
      then('granted', (visit, { id }) => actions.change(visit, { user_id: id })),
    ),
    post('/users/:id/groups', 'superuser', addToGroup),
    post('/users/:id/groups/:group/remove', 'superuser', then('removed', removeFromGroup)),
    post(
      '/users/:id/rights',
      'superuser',
      then('rights', (visit, { id }) => actions.changeSpecial(visit, { user_id: id })),
    ),
    post('/users/:id/password', 'superuser', setPassword),
    post(
      '/users/:id/password/none',
      'superuser',
      then('no_password', (_, { id }) => queries.users.setPassword(id, null)),
    ),
    post(
      '/users/:id/deactivate',
      'superuser',
      then('deactivated', (_, user) => setActive(user, false)),
    ),
    post(
      '/users/:id/reactivate',
      'superuser',
      then('reactivated', (_, user) => setActive(user, true)),
    ),
  ];
}
