import { type InvitationProblems, Invitations } from '../../../auth/invitations.js';
import { PASSWORD_RULE } from '../../../auth/new-password.js';
import type { InvitationRow } from '../../../queries/invitations.js';
import { type Answer, page, redirect } from '../../answer.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { WebError } from '../../web-error.js';

/** Where the link of an invitation leads: anybody who has it may become the user that is meant. */
export function acceptanceRoutes({ queries, now, sessions, events }: SiteServices): Route[] {
  const invitations = new Invitations(queries, now);
  const secretOf = ({ params }: Visit): string => params.secret ?? '';

  async function show(visit: Visit): Promise<Answer> {
    const opened = await invitations.open(secretOf(visit));
    if (opened.state === 'gone') throw gone();
    if (opened.state === 'expired') return expiredPage(visit, opened.invitation);
    return acceptPage(visit, opened.invitation, opened.invitation.username);
  }

  async function accept(visit: Visit): Promise<Answer> {
    const { form } = visit;
    const username = form.text('username');
    const opened = await invitations.open(secretOf(visit));
    if (opened.state !== 'open') return show(visit);
    const [password, again] = [form.exact('password'), form.exact('again')];
    if (password !== again)
      return acceptPage(visit, opened.invitation, username, { password: 'The two passwords differ.' });
    const accepted = await invitations.accept(secretOf(visit), { username, password });
    if (accepted === null) throw gone();
    if ('problems' in accepted) return acceptPage(visit, opened.invitation, username, accepted.problems);
    events.publish({ type: 'tools_changed' });
    await sessions.end(visit.sessionSecret);
    visit.setSession(await sessions.begin(accepted.userId));
    return redirect('/account?done=welcome');
  }

  async function ask(visit: Visit): Promise<Answer> {
    await invitations.askRenewal(secretOf(visit));
    return redirect(`/invitation/${encodeURIComponent(secretOf(visit))}?done=asked`);
  }

  return [
    get('/invitation/:secret', 'anyone', show),
    post('/invitation/:secret', 'anyone', accept),
    post('/invitation/:secret/ask', 'anyone', ask),
  ];
}

const gone = (): WebError =>
  new WebError(
    404,
    'This invitation is over',
    'It was accepted or withdrawn, or a newer link has taken its place. Ask whoever invited you.',
  );

const addressOf = ({ params }: Visit): string => `/invitation/${encodeURIComponent(params.secret ?? '')}`;

function acceptPage(
  visit: Visit,
  { inviter, email, expires_at }: InvitationRow,
  username: string,
  problems: InvitationProblems = {},
): Answer {
  const shown = page(
    'Invitation',
    <section class="narrow card">
      <h1>Welcome</h1>
      <p>
        {inviter} invites {email} to the Integration Gateway. Choose a name and a password.
      </p>
      {visit.visitor && (
        <Notice kind="info">You are signed in as {visit.visitor.username}, and will be signed out.</Notice>
      )}
      {problems.email && <Notice kind="problem">{`${email}: ${problems.email}`}</Notice>}
      <Form action={addressOf(visit)}>
        <TextField
          name="username"
          label="Name to sign in with"
          value={username}
          problem={problems.username}
          autocomplete="username"
          maxLength={150}
          required
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          hint={PASSWORD_RULE}
          problem={problems.password}
          autocomplete="new-password"
          required
        />
        <TextField name="again" label="The same password again" type="password" autocomplete="new-password" required />
        <button type="submit">Accept the invitation</button>
      </Form>
      <p class="hint">
        The invitation expires on <Moment at={expires_at} /> UTC.
      </p>
    </section>,
    Object.keys(problems).length > 0 ? 400 : 200,
  );
  return { ...shown, alone: true };
}

const expiredPage = (visit: Visit, { inviter, renewal_asked_at }: InvitationRow): Answer =>
  page(
    'Invitation expired',
    <section class="narrow card">
      <h1>This invitation has expired</h1>
      {renewal_asked_at ? (
        <Notice kind="done">{inviter} knows that you ask for a new link. Wait for it to be sent to you.</Notice>
      ) : (
        <>
          <p>Links work for 14 days. {inviter} can send you a new one.</p>
          <Form action={`${addressOf(visit)}/ask`}>
            <button type="submit">Ask for a new link</button>
          </Form>
        </>
      )}
    </section>,
  );
