import { Granting } from '../../../auth/granting.js';
import { type InvitationProblems, Invitations, type Link } from '../../../auth/invitations.js';
import type { InvitationRow, InvitedRights } from '../../../queries/invitations.js';
import { allRights, type Right } from '../../../queries/permissions.js';
import { type Answer, page, redirect } from '../../answer.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { DONE } from './done.js';
import { InvitationLink } from './invitation-link.js';
import { invitationMail } from './invitation-mail.js';
import { InvitationTable } from './invitation-table.js';
import { type InviteAsked, InviteForm, NOTHING_ASKED, type Offered } from './invite-form.js';
import { pathId } from './path-id.js';

/** How many invitations are listed, and how many integrations the form offers. */
const MOST = { listed: 200, offered: 300 };

/** Inviting (domain.md 3.13): superusers, and staff who may; these see their own invitations. */
export function invitationRoutes(services: SiteServices): Route[] {
  const { queries, now, publicUrl, mailer } = services;
  const granting = new Granting(queries);
  const invitations = new Invitations(queries, now);

  /** The right to invite is of use to staff alone. */
  const guarded = (answer: (visit: Visit) => Promise<Answer>) => (visit: Visit) => {
    if (granting.mayInvite(visit.user, visit.permissions)) return answer(visit);
    throw new WebError(403, 'Not for you', 'Staff invite, if a superuser has granted them the right to.');
  };

  async function show(visit: Visit, asked: InviteAsked = NOTHING_ASKED, problems: InvitationProblems = {}) {
    const all = visit.user.superuser;
    return page(
      'Invitations',
      <>
        <Heading title="Invitations" />
        <DoneNotice texts={DONE} />
        <InviteForm asked={asked} problems={problems} offered={await offeredTo(visit)} />
        <InvitationTable
          invitations={await queries.invitations.list(all ? null : visit.user.id, MOST.listed)}
          now={now()}
          all={all}
        />
      </>,
      Object.keys(problems).length > 0 ? 400 : 200,
    );
  }

  async function offeredTo({ user }: Visit): Promise<Offered[]> {
    const { integrations } = await queries.integrations.list(user.id, { active_only: false, limit: MOST.offered });
    const grantable = await granting.grantableAnywhere(user);
    return integrations.map(({ id, path_name }) => ({ id, path_name, rights: grantable(id) }));
  }

  async function invite(visit: Visit): Promise<Answer> {
    const { form, user } = visit;
    const asked = {
      email: form.text('email'),
      username: form.text('username'),
      staff: form.checked('staff'),
      rights: form.all('right'),
    };
    const invited = await invitations.invite(user, { ...asked, rights: rightsIn(asked.rights) });
    if ('problems' in invited) return show(visit, asked, invited.problems);
    return shownLink(visit, invited);
  }

  async function renew(visit: Visit): Promise<Answer> {
    const { id } = await openOf(visit);
    const renewed = await invitations.renew(visit.user, id);
    if (!renewed) throw notFound('invitation');
    return shownLink(visit, renewed);
  }

  async function shownLink({ user }: Visit, { id, secret }: Link): Promise<Answer> {
    const invitation = await queries.invitations.byId(id);
    if (!invitation) throw notFound('invitation');
    const link = `${publicUrl}/invitation/${secret}`;
    const { email, expires_at: expiresAt } = invitation;
    const mail = invitationMail({ email, inviter: user.username, link, expiresAt });
    const mailed = mailer ? await mailer.send(mail) : null;
    return page('Invitation', <InvitationLink email={email} link={link} mailed={mailed} />);
  }

  async function withdraw(visit: Visit): Promise<Answer> {
    const { id } = await openOf(visit);
    await queries.invitations.withdraw(id);
    return redirect('/invitations?done=withdrawn');
  }

  /** The path's invitation, if it is the visitor's own, or the visitor a superuser. */
  async function openOf(visit: Visit): Promise<InvitationRow> {
    const invitation = await queries.invitations.byId(pathId(visit));
    const isOwn = invitation?.invited_by === visit.user.id || visit.user.superuser;
    if (!invitation || !isOwn || invitation.accepted_at) throw notFound('invitation');
    return invitation;
  }

  return [
    get(
      '/invitations',
      'invite',
      guarded((visit) => show(visit)),
    ),
    post('/invitations', 'invite', guarded(invite)),
    post('/invitations/:id/renew', 'invite', guarded(renew)),
    post('/invitations/:id/withdraw', 'invite', guarded(withdraw)),
  ];
}

/** `7 read` and `7 debug` are two rights on one integration. */
function rightsIn(boxes: readonly string[]): InvitedRights[] {
  const byIntegration = new Map<number, Right[]>();
  for (const box of new Set(boxes)) {
    const [id, name] = box.split(' ');
    const right = allRights.find((known) => known === name);
    if (!right || !/^[1-9]\d{0,8}$/.test(id ?? '')) continue;
    byIntegration.set(Number(id), [...(byIntegration.get(Number(id)) ?? []), right]);
  }
  return [...byIntegration].map(([integration_id, rights]) => ({ integration_id, rights }));
}
