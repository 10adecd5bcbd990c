import { page, redirect, served } from '../../answer.js';
import { localPath } from '../../local-path.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Notice } from '../../parts/notice.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { onward } from './onward.js';

const START = '/';

/** Signing in and out. Where a link led to a page first, that is where it goes on. */
export function signInRoutes({ passwords, sessions }: SiteServices): Route[] {
  async function signIn(visit: Visit) {
    const { form, address } = visit;
    const next = localPath(form.text('next')) ?? START;
    const outcome = await passwords.attempt(form.text('name'), form.exact('password'), address);
    if ('problem' in outcome) {
      const problem =
        outcome.problem === 'wrong'
          ? 'The name or the password is wrong.'
          : `There were too many wrong passwords. Wait ${outcome.retryAfter} seconds, then try again.`;
      return signInPage(next, form.text('name'), problem, outcome.problem === 'wrong' ? 401 : 429);
    }
    if (outcome.serviceAccount)
      return signInPage(next, form.text('name'), 'A service account calls integrations; it has no pages.', 403);
    await sessions.end(visit.sessionSecret);
    visit.setSession(await sessions.begin(outcome.account.id));
    return onward('Signed in', next);
  }

  async function signOut(visit: Visit) {
    await sessions.end(visit.sessionSecret);
    visit.setSession(null);
    return redirect('/sign-in');
  }

  /** The same for the script of a frontend (domain.md 7). */
  async function logOut(visit: Visit) {
    await signOut(visit);
    return served(200, { 'Content-Type': 'application/json; charset=utf-8' }, JSON.stringify({ success: true }));
  }

  return [
    get('/sign-in', 'anyone', ({ visitor, query }) => {
      const next = localPath(query.get('next')) ?? START;
      return visitor ? redirect(next) : signInPage(next);
    }),
    post('/sign-in', 'anyone', signIn),
    post('/sign-out', 'anyone', signOut),
    post('/integrations/services/auth/logout', 'anyone', logOut, { body: 'nothing' }),
  ];
}

const signInPage = (next: string, name = '', problem: string | null = null, status = 200) =>
  page(
    'Sign in',
    <section class="narrow card">
      <h1>Sign in</h1>
      {problem && <Notice kind="problem">{problem}</Notice>}
      <Form action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <TextField name="name" label="Name or e-mail address" value={name} autocomplete="username" required autofocus />
        <TextField name="password" label="Password" type="password" autocomplete="current-password" required />
        <button type="submit">Sign in</button>
      </Form>
    </section>,
    status,
  );
