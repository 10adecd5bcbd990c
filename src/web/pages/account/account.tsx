import { newPasswordProblem, PASSWORD_RULE } from '../../../auth/new-password.js';
import { hashPassword } from '../../../auth/password.js';
import { hashSecret } from '../../../auth/secret.js';
import type { UserRow } from '../../../queries/users.js';
import { type Answer, page, redirect } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { AccountFacts } from './account-facts.js';
import { OwnRights } from './own-rights.js';

const DONE: Readonly<Record<string, string>> = {
  password: 'Your password is changed. Everywhere else you are signed out.',
  welcome: 'Welcome. This is your account.',
};

interface PasswordProblems {
  readonly current?: string;
  readonly password?: string;
}

/** The visitor's own account. */
export function accountRoutes({ queries, passwords, sessions }: SiteServices): Route[] {
  async function userOf({ user }: Visit): Promise<UserRow> {
    const found = await queries.users.byId(user.id);
    if (!found) throw notFound('user');
    return found;
  }

  async function show(visit: Visit, problems: PasswordProblems = {}): Promise<Answer> {
    const user = await userOf(visit);
    const groups = await queries.groups.ofUser(user.id);
    const grants = await queries.permissions.list({ userId: user.id });
    const throughGroups = [];
    for (const { id } of groups) throughGroups.push(...(await queries.permissions.list({ groupId: id })));
    return page(
      'Your account',
      <>
        <Heading title="Your account" />
        <DoneNotice texts={DONE} />
        <AccountFacts user={user} groups={groups} permissions={await queries.userPermissions.of(user.id)} />
        <OwnRights superuser={user.is_superuser} grants={[...grants, ...throughGroups]} />
        <div class="cards">
          <section class="card" aria-labelledby="password-form">
            <h2 id="password-form">Change your password</h2>
            <Form action="/account/password">
              <input type="hidden" name="username" value={user.username} autocomplete="username" />
              <TextField
                name="current"
                label="Current password"
                type="password"
                problem={problems.current}
                autocomplete="current-password"
                required
              />
              <TextField
                name="password"
                label="New password"
                type="password"
                hint={PASSWORD_RULE}
                problem={problems.password}
                autocomplete="new-password"
                required
              />
              <TextField name="again" label="New password again" type="password" autocomplete="new-password" required />
              <button type="submit">Change password</button>
            </Form>
          </section>
          <section class="card" aria-labelledby="sessions">
            <h2 id="sessions">Sign out everywhere</h2>
            <p>Ends every session of yours on these pages, this one as well. Tokens and connected clients stay.</p>
            <Confirmed
              label="Sign out everywhere…"
              question="You sign in anew afterwards."
              action="/account/sign-out"
              button="Sign out everywhere"
            />
          </section>
        </div>
      </>,
      Object.keys(problems).length > 0 ? 400 : 200,
    );
  }

  async function changePassword(visit: Visit): Promise<Answer> {
    const { form, address } = visit;
    const user = await userOf(visit);
    const password = form.exact('password');
    const problem = newPasswordProblem(password, user);
    if (problem) return show(visit, { password: problem });
    if (password !== form.exact('again')) return show(visit, { password: 'The two new passwords differ.' });
    // The same lockout as at the door: a session that was left open is no place to guess at.
    const outcome = await passwords.attempt(user.username, form.exact('current'), address);
    if ('problem' in outcome || outcome.account.id !== user.id) return show(visit, { current: whyNot(outcome) });
    await queries.users.setPassword(user.id, await hashPassword(password), hashSecret(visit.sessionSecret));
    return redirect('/account?done=password');
  }

  async function signOutEverywhere(visit: Visit): Promise<Answer> {
    await queries.webSessions.endAll(visit.user.id);
    await sessions.end(visit.sessionSecret);
    visit.setSession(null);
    return redirect('/sign-in');
  }

  return [
    get('/account', 'user', (visit) => show(visit)),
    post('/account/password', 'user', changePassword),
    post('/account/sign-out', 'user', signOutEverywhere),
  ];
}

const whyNot = (outcome: object): string =>
  'retryAfter' in outcome
    ? `There were too many wrong passwords. Wait ${outcome.retryAfter} seconds, then try again.`
    : 'That is not your current password.';
