import { hashPassword, randomPassword } from '../../../auth/password.js';
import { type NameProblems, nameProblems } from '../../../auth/user-names.js';
import { flagsOf } from '../../../queries/users.js';
import { page } from '../../answer.js';
import { Checkbox, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { ShownPassword } from './shown-password.js';
import { userFactsIn } from './user-facts.js';
import { type UserFacts, UserFields } from './user-form.js';

interface Asked {
  readonly username: string;
  readonly facts: UserFacts;
  readonly passwordless: boolean;
}

const NOTHING: Asked = {
  username: '',
  facts: { email: null, kind: 'standard', organizationId: null },
  passwordless: false,
};

/** Superusers add users by themselves; staff invite. */
export function newUserRoutes({ queries, now }: SiteServices): Route[] {
  async function show({ username, facts, passwordless }: Asked, problems: NameProblems = {}) {
    const organizations = await queries.organizations.list();
    return page(
      'Add user',
      <>
        <Heading title="Add user" above={[{ path: '/users', name: 'Users' }]} />
        <section class="card">
          <Form action="/users">
            <TextField
              name="username"
              label="Name to sign in with"
              value={username}
              problem={problems.username}
              autocomplete="off"
              maxLength={150}
              required
              autofocus
            />
            <UserFields facts={facts} organizations={organizations} problems={problems} />
            <Checkbox
              name="passwordless"
              checked={passwordless}
              label="Without a password: signs in with tokens alone"
            />
            <div class="actions">
              <button type="submit">Add user</button>
              <a href="/users">Cancel</a>
            </div>
          </Form>
        </section>
        <p class="soft prose">
          The user gets a random password, which is shown once. To let people choose their own, send them an{' '}
          <a href="/invitations">invitation</a>.
        </p>
      </>,
      Object.keys(problems).length > 0 ? 400 : 200,
    );
  }

  async function create({ form, user }: Visit) {
    const username = form.text('username');
    const facts = await userFactsIn(form, queries);
    const passwordless = form.checked('passwordless');
    const problems = await nameProblems(queries.users, { username, email: facts.email });
    if (problems) return show({ username, facts, passwordless }, problems);
    const password = passwordless ? null : randomPassword();
    const row = {
      username,
      email: facts.email,
      password_hash: password && (await hashPassword(password)),
      organization_id: facts.organizationId,
      ...flagsOf(facts.kind),
    };
    const id = await queries.users.create(row, now(), user.id);
    return page('User added', <ShownPassword title="User added" user={{ id, username }} password={password} />);
  }

  return [get('/users/new', 'superuser', () => show(NOTHING)), post('/users', 'superuser', create)];
}
